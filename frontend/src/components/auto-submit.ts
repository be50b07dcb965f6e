// <auto-submit data-target="ID"> around a form method=get: while it is being changed, the region of that id is fetched anew
// and morphed, and the address follows. The answer may be that region alone or a page that holds it.
import htmx from "htmx.org"
import { morph, parse } from "../lib/fragments"
import { isAbort, reason, send } from "../lib/http"
import { toast } from "../lib/toast"
import { word } from "../lib/words"

const DELAY = 250

class AutoSubmit extends HTMLElement {
  #timer = 0
  #request: AbortController | undefined

  connectedCallback(): void {
    this.addEventListener("input", event => {
      const typed = (event.target as Element).matches("input:not([type=checkbox], [type=radio]), textarea")
      this.#later(typed ? DELAY : 0)
    })
    this.addEventListener("submit", event => {
      event.preventDefault()
      this.#later(0)
    })
    this.addEventListener("reset", () => this.#later(0))
  }

  #later(delay: number): void {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#submit(), delay)
  }

  async #submit(): Promise<void> {
    const form = this.querySelector("form")
    const region = document.getElementById(this.dataset.target ?? "")
    if (!form || !region) return
    const address = addressOf(form)
    this.#request?.abort()
    this.#request = new AbortController()
    region.setAttribute("aria-busy", "true")
    try {
      const headers = { "HX-Target": region.id }
      const response = await send(address, { headers, signal: this.#request.signal })
      if (!response.ok) return toast(await reason(response), "refused")
      this.#fill(region, await response.text())
      history.replaceState(history.state, "", address)
    } catch (error) {
      if (isAbort(error)) return
      toast(word("offline"), "refused")
    }
    region.removeAttribute("aria-busy")
  }

  #fill(region: HTMLElement, html: string): void {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(region.id)
    if (fresh) morph(region, fresh)
    else region.replaceChildren(parse(html))
    htmx.process(region)
    this.dispatchEvent(new CustomEvent("auto-submitted", { bubbles: true }))
  }
}

/** The form's address, without the fields that are empty. */
function addressOf(form: HTMLFormElement): string {
  const address = new URL(form.action)
  const fields = [...new FormData(form)].filter(([, value]) => value !== "") as [string, string][]
  address.search = new URLSearchParams(fields).toString()
  return address.href
}

customElements.define("auto-submit", AutoSubmit)
