// <time-bars data-first="2026-10-01" data-days="120" data-today="54" data-send="along=0"> around a box [data-scroll] with a
// scale [data-scale] above rows [data-card] of bars [data-bar] on tracks [data-track]. A bar is moved by its middle, made longer
// by its edges, linked by a line drawn from [data-edge=link], put into another row [data-row] where rows have names; something
// [data-waiting] is dropped on a day. Each posts to its data-url and shows what the server says; data-along asks the bar's
// data-followers-url which others move along. Keys: see lib/bar-keys.
import { NO_STEP, fieldsOf, preview, shifted, spoken, stepOf, type Step } from "../lib/bar-days"
import { dragBars, type Held } from "../lib/bar-drag"
import { pressBars } from "../lib/bar-keys"
import { drawLinks } from "../lib/bar-links"
import { apply, parse } from "../lib/fragments"
import { reason, send } from "../lib/http"
import { TimeView } from "../lib/time-view"
import { toast } from "../lib/toast"
import { word } from "../lib/words"

class TimeBars extends HTMLElement {
  static readonly observedAttributes = ["data-first", "data-zoom"]

  #view = new TimeView(this)
  #hint = document.createElement("div")
  #along: HTMLElement[] = []
  #alongSaid = ""
  #frame = 0
  #isWired = false
  #observer = new MutationObserver(() => this.#redraw())

  connectedCallback(): void {
    document.body.append(this.#hint)
    if (this.#isWired) this.#view.again() // a page that is morphed takes elements out and puts them back
    else this.#wire()
    const rows = this.querySelector("[data-list]")
    if (rows) this.#observer.observe(rows, { childList: true, subtree: true, attributeFilter: ["data-links", "data-from", "data-to"] })
    this.#redraw()
  }

  #wire(): void {
    this.#isWired = true
    this.#hint.className = "bar-hint"
    this.#hint.setAttribute("role", "status")
    this.#hint.hidden = true
    this.addEventListener("htmx:configRequest", this.#tellSize)
    this.addEventListener("focusin", event => this.#view.reveal((event.target as Element).querySelector("[data-bar]")))
    const isOff = (): boolean => this.hasAttribute("data-readonly")
    const view = this.#view
    dragBars(this, { isOff, view, begin: held => void this.#begin(held), move: this.#move, end: (...end) => void this.#end(...end) })
    pressBars(this, { isOff, show: this.#showPressed, save: this.#savePressed })
    view.watch()
    new ResizeObserver(() => this.#redraw()).observe(this)
    view.show(Number(this.dataset.today))
  }

  disconnectedCallback(): void {
    this.#observer.disconnect()
    this.#hint.remove()
  }

  attributeChangedCallback(name: string, old: string | null, now: string): void {
    if (!old || old === now || !this.isConnected) return
    if (name === "data-first") this.#view.keep(old, now)
    else this.#view.again()
    this.#redraw()
  }

  #redraw(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(() => {
      const rows = this.querySelector<HTMLElement>("[data-list]")
      const picture = this.querySelector<SVGSVGElement>("svg.bar-links")
      if (rows && picture) drawLinks(rows, picture)
    })
  }

  /** A fold keeps as many rows in the page as are there. */
  #tellSize = (event: Event): void => {
    const { headers } = (event as CustomEvent<{ headers: Record<string, string> }>).detail
    headers["X-Rows"] = String(this.querySelectorAll("[data-card]").length)
  }

  #showPressed = (bar: HTMLElement, step: Step): void => {
    preview(bar, step)
    const { left, bottom } = bar.getBoundingClientRect()
    this.#say(step.start || step.end ? spoken(bar.dataset, step) : "", left, bottom)
  }

  #savePressed = (bar: HTMLElement, step: Step): void => {
    this.#say("")
    if (step.start || step.end) void this.#post(bar, bar.dataset.url, fieldsOf(bar.dataset, step))
  }

  /** Ask who moves along, to show it while the bar is moved. */
  async #begin({ what, edge }: Held): Promise<void> {
    this.#along = []
    this.#alongSaid = ""
    const url = what.dataset.followersUrl
    if (!url || !this.hasAttribute("data-along") || edge === "link" || edge === "start") return
    const response = await send(`${url}?part=${edge === "end" ? "end" : "whole"}`)
    const told = response.ok ? parse(await response.text()).querySelector<HTMLElement>("[data-along]") : null
    const rows = (told?.dataset.along ?? "").split(" ").map(id => (id ? document.getElementById(id) : null))
    this.#along = rows.flatMap(row => row?.querySelector<HTMLElement>("[data-bar]") ?? [])
    this.#alongSaid = told?.textContent.trim() ?? ""
  }

  #move = ({ what, edge, days, over }: Held, event: PointerEvent): void => {
    const { clientX: x, clientY: y } = event
    if (edge === "link") {
      this.#say(this.#aim("[data-card]", what, over)?.getAttribute("aria-label")?.split(",")[0] ?? "…", x, y)
    } else if (what.matches("[data-waiting]")) {
      const day = this.#view.dayAt(event)
      this.#say(day === undefined ? "…" : spoken(this.#onDay(what, day), NO_STEP), x, y)
    } else {
      const step = stepOf(what, edge, days)
      preview(what, step)
      for (const bar of this.#along) preview(bar, { start: step.end, end: step.end })
      this.#say([spoken(what.dataset, step), step.end ? this.#alongSaid : ""].filter(Boolean).join(" · "), x, y)
      this.#aim("[data-row]", what, over)
      this.#redraw()
    }
  }

  async #end({ what, edge, days, over }: Held, event: PointerEvent | null): Promise<void> {
    this.#say("")
    const target = this.#aim(edge === "link" ? "[data-card]" : "[data-row]", what, event ? over : null)
    target?.classList.remove("is-target")
    if (edge === "link") {
      const body = new URLSearchParams({ to: target?.dataset.card ?? "" })
      if (target) await this.#post(what, what.dataset.linkUrl, body)
    } else if (what.matches("[data-waiting]")) {
      const day = event ? this.#view.dayAt(event) : undefined
      if (day !== undefined) await this.#post(what, what.dataset.url, fieldsOf(this.#onDay(what, day), NO_STEP))
    } else {
      const step = event ? stepOf(what, edge, days) : NO_STEP
      const body = fieldsOf(what.dataset, step)
      if (target) body.set("row", target.dataset.row ?? "")
      const isMoved = step.start || step.end || target
      if (!isMoved || !(await this.#post(what, what.dataset.url, body))) this.#forget(what)
    }
    this.#along = []
  }

  #forget(bar: HTMLElement): void {
    for (const each of [bar, ...this.#along]) preview(each, NO_STEP)
    this.#redraw()
  }

  /** The row under the mouse, marked, if it is another one than the bar's own. */
  #aim(rows: string, bar: HTMLElement, over: Element | null): HTMLElement | null {
    const row = over?.closest<HTMLElement>(rows) ?? null
    const target = row === bar.closest(rows) ? null : row
    for (const each of this.querySelectorAll(".is-target")) each.classList.toggle("is-target", each === target)
    target?.classList.add("is-target")
    return target
  }

  #onDay(what: HTMLElement, at: number): DOMStringMap {
    const day = shifted(this.dataset.first ?? "", at)
    return { ...what.dataset, from: day, to: day }
  }

  async #post(bar: HTMLElement, url: string | undefined, body: URLSearchParams): Promise<boolean> {
    for (const [name, value] of new URLSearchParams(this.dataset.send)) body.set(name, value)
    bar.setAttribute("aria-busy", "true")
    try {
      const response = await send(url ?? "", { method: "POST", body })
      if (response.ok) apply(await response.text())
      else toast(await reason(response), "refused")
      document.dispatchEvent(new CustomEvent("live-ask"))
      if (!response.ok) this.#forget(bar)
      return response.ok
    } catch {
      toast(word("offline"), "refused")
      this.#forget(bar)
      return false
    } finally {
      bar.removeAttribute("aria-busy")
    }
  }

  #say(text: string, x = 0, y = 0): void {
    this.#hint.textContent = text
    this.#hint.hidden = !text
    this.#hint.style.translate = `${Math.min(x + 14, innerWidth - this.#hint.offsetWidth - 8)}px ${Math.min(y + 18, innerHeight - 40)}px`
  }
}

customElements.define("time-bars", TimeBars)
