// Requests to our own server: as a fragment request, with the CSRF token, and refusals as a sentence.

export interface Sent {
  method?: string
  body?: BodyInit
  headers?: Record<string, string>
  signal?: AbortSignal
}

export function send(url: string, { method = "GET", headers = {}, ...rest }: Sent = {}): Promise<Response> {
  const safe = method.toUpperCase() === "GET"
  return fetch(url, {
    method,
    credentials: "same-origin",
    headers: { "HX-Request": "true", ...(safe ? {} : { "X-CSRFToken": csrfToken() }), ...headers },
    ...rest,
  })
}

export function csrfToken(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content
  const field = () => document.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value
  return meta || /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] || field() || ""
}

/** Why the server said no: the detail of a JSON problem, plain text, or the status line. */
export async function reason(response: Response): Promise<string> {
  return reasonIn(await response.text(), response.headers.get("Content-Type"), response.statusText || String(response.status))
}

export function reasonIn(text: string, type: string | null, otherwise: string): string {
  if (type?.includes("json")) {
    try {
      const problem = JSON.parse(text) as { detail?: string; title?: string }
      return problem.detail ?? problem.title ?? otherwise
    } catch {
      return otherwise
    }
  }
  return type?.startsWith("text/plain") && text.trim() ? text.trim() : otherwise
}

/** A header that may hold any text: percent-encoded by the server. */
export function header(response: Response, name: string): string {
  const given = response.headers.get(name) ?? ""
  try {
    return decodeURIComponent(given)
  } catch {
    return given
  }
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError"
}
