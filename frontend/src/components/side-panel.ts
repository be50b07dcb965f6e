// <side-panel hidden></side-panel>, once per page. A link with data-panel opens its href in here: the address and the back
// button work as if it had been followed, the page behind keeps its place. Esc, [data-panel-close] and back close it, and so
// does the server's event card-gone {page}; where the card is the page, that follows to what the page is now.
import htmx from "htmx.org"
import { isAbort, reason, send } from "../lib/http"
import { toast, toastsIn } from "../lib/toast"

interface Step {
  page: string
  panel?: string
  depth: number
}

const PAGE = Math.random().toString(36).slice(2)

class SidePanel extends HTMLElement {
  #opener: HTMLElement | null = null
  #request: AbortController | undefined
  #shown = ""

  connectedCallback(): void {
    this.setAttribute("role", "complementary")
    this.tabIndex = -1
    document.addEventListener("click", this.#click)
    document.addEventListener("keydown", this.#key)
    window.addEventListener("popstate", this.#back)
    document.addEventListener("card-gone", this.#gone)
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this.#click)
    document.removeEventListener("keydown", this.#key)
    window.removeEventListener("popstate", this.#back)
    document.removeEventListener("card-gone", this.#gone)
  }

  #click = (event: MouseEvent): void => {
    const target = event.target as Element
    const link = target.closest<HTMLAnchorElement>("a[data-panel]")
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0
    if (link && plain && !event.defaultPrevented) {
      event.preventDefault()
      void this.open(link.href, link)
    } else if (this.contains(target) && target.closest("[data-panel-close]")) {
      event.preventDefault()
      this.close()
    }
  }

  #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented || this.hidden) return
    if (!document.querySelector("dialog[open], [popover]:popover-open")) this.close()
  }

  #back = (event: PopStateEvent): void => {
    const step = event.state as Partial<Step> | null
    if (!step?.page) return
    if (step.page !== PAGE) location.reload() // the entry of a page that is no longer here
    else if (step.panel) void this.#show(step.panel)
    else this.#hide()
  }

  #gone = (event: Event): void => {
    if (this.hidden) location.assign((event as CustomEvent<{ page: string }>).detail.page)
    else this.close()
  }

  async open(url: string, opener?: HTMLElement): Promise<void> {
    const step = (history.state as Step | null)?.page === PAGE ? (history.state as Step) : { page: PAGE, depth: 0 }
    if (this.hidden) this.#opener = opener?.closest<HTMLElement>("[data-card]") ?? opener ?? null
    if (!(await this.#show(url))) return
    history.replaceState({ ...(history.state as object | null), ...step }, "")
    history.pushState({ page: PAGE, panel: url, depth: step.depth + 1 } satisfies Step, "", url)
  }

  close(): void {
    const step = history.state as Step | null
    if (step?.page === PAGE && step.panel) history.go(-step.depth)
    else this.#hide()
  }

  async #show(url: string): Promise<boolean> {
    if (this.#shown === url && !this.hidden) return false
    this.#request?.abort()
    this.#request = new AbortController()
    this.setAttribute("aria-busy", "true")
    try {
      const response = await send(url, { headers: { "X-Panel": "1" }, signal: this.#request.signal })
      if (!response.ok) toast(await reason(response), "refused")
      else this.#fill(await response.text(), url)
      return response.ok
    } catch (error) {
      if (!isAbort(error)) location.assign(url)
      return false
    } finally {
      this.removeAttribute("aria-busy")
    }
  }

  #fill(html: string, url: string): void {
    this.innerHTML = html
    this.#shown = url
    toastsIn(this)
    htmx.process(this)
    this.hidden = false
    const heading = this.querySelector<HTMLElement>("h1, h2")
    if (heading) this.setAttribute("aria-label", heading.textContent.trim())
    ;(this.querySelector<HTMLElement>("[autofocus]") ?? this).focus({ preventScroll: true })
    this.dispatchEvent(new CustomEvent("panel-opened", { bubbles: true, detail: { url } }))
  }

  #hide(): void {
    this.#request?.abort()
    if (this.hidden) return
    this.hidden = true
    this.#shown = ""
    this.replaceChildren()
    const opener = this.#opener
    const back = opener?.isConnected ? opener : opener?.id ? document.getElementById(opener.id) : null
    back?.focus({ preventScroll: true })
    this.dispatchEvent(new CustomEvent("panel-closed", { bubbles: true }))
  }
}

customElements.define("side-panel", SidePanel)
