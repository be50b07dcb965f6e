// <live-region src="/live/?place=space:3" since="120" changes="/spaces/COL/changes/">
// Holds one event stream that only says "there is news up to seq N"; then asks for the fragments that changed since its own
// seq and puts them into the page. Loses nothing over a lost connection; never more than one request in flight.
import { apply } from "../lib/fragments"
import { send } from "../lib/http"

const FIRST_WAIT = 1_000
const LONGEST_WAIT = 30_000

class LiveRegion extends HTMLElement {
  #source: EventSource | undefined
  #seq = 0
  #wait = FIRST_WAIT
  #timer = 0
  #asking = false
  #again = false
  #lost = false

  connectedCallback(): void {
    this.#seq = Number(this.getAttribute("since") ?? 0)
    document.addEventListener("visibilitychange", this.#watch)
    document.addEventListener("live-ask", this.#ask)
    window.addEventListener("pageshow", this.#watch)
    this.#watch()
  }

  disconnectedCallback(): void {
    document.removeEventListener("visibilitychange", this.#watch)
    document.removeEventListener("live-ask", this.#ask)
    window.removeEventListener("pageshow", this.#watch)
    this.#close()
  }

  /** A hidden page holds no stream: a browser opens only six connections to one server. */
  #watch = (): void => {
    if (document.hidden) this.#close()
    else if (!this.#source) this.#open()
  }

  #open = (): void => {
    this.#close()
    if (this.#lost || !this.isConnected || document.hidden) return
    this.#source = new EventSource(this.getAttribute("src") ?? "")
    this.#source.onopen = () => {
      this.#wait = FIRST_WAIT
      this.dataset.state = "live"
      void this.#ask()
    }
    this.#source.onmessage = message => {
      const news = JSON.parse(message.data as string) as { seq: number }
      if (news.seq > this.#seq) void this.#ask()
    }
    this.#source.onerror = () => this.#retry(this.#source?.readyState === EventSource.CLOSED)
  }

  #close(): void {
    clearTimeout(this.#timer)
    this.#source?.close()
    this.#source = undefined
  }

  /** Open again after a growing wait. When the server refused the stream, a plain request tells why. */
  #retry(refused: boolean): void {
    this.#close()
    this.dataset.state = "waiting"
    this.#timer = window.setTimeout(this.#open, this.#wait * (0.75 + Math.random() / 2))
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT)
    if (refused) void this.#ask()
  }

  #ask = async (): Promise<void> => {
    this.#again = this.#asking
    if (this.#asking || this.#lost) return
    this.#asking = true
    try {
      await this.#take()
    } catch {
      if (this.#source) this.#retry(false)
    } finally {
      this.#asking = false
    }
    if (this.#again) void this.#ask()
  }

  async #take(): Promise<void> {
    const address = new URL(this.getAttribute("changes") ?? "", document.baseURI)
    address.searchParams.set("since", String(this.#seq))
    const response = await send(address.href)
    if (response.status === 403 || response.status === 404) return this.#lose(response.status)
    if (!response.ok) throw new Error(response.statusText)
    apply(await response.text())
    this.#seq = Math.max(this.#seq, Number(response.headers.get("X-Seq") ?? 0))
    this.setAttribute("since", String(this.#seq))
    this.dispatchEvent(new CustomEvent("live-changed", { bubbles: true, detail: { seq: this.#seq } }))
  }

  #lose(status: number): void {
    this.#lost = true
    this.#close()
    const event = new CustomEvent("live-lost", { bubbles: true, cancelable: true, detail: { status } })
    if (this.dispatchEvent(event)) location.reload()
  }
}

customElements.define("live-region", LiveRegion)
