// <date-drag> around days [data-day="2026-12-01"] and cards [data-card data-begins data-ends data-version data-shift tabindex=0].
// A card is dragged to another day as a whole, or by an edge [data-edge="start" | "due"]; a drop posts {edge, on, version} to
// data-shift. Shift+arrows move the focused card by days and weeks. [data-add-on] and a double click on a day fill and open
// the dialog #new-dated. The page's news come by its live region.
import { walkNear } from "../lib/card-walk"
import { addDays, daysBetween } from "../lib/days"
import { DayPointer, type Edge } from "../lib/day-pointer"
import { parse, release } from "../lib/fragments"
import { header, reason, send } from "../lib/http"
import { toast, toastsIn } from "../lib/toast"
import { word } from "../lib/words"

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

class DateDrag extends HTMLElement {
  #said = document.createElement("div")

  connectedCallback(): void {
    this.#said.setAttribute("aria-live", "polite")
    this.#said.className = "visually-hidden"
    this.#said.dataset.keep = ""
    this.append(this.#said)
    new DayPointer(this, (card, edge, day) => void this.#move(card, edge, day))
    this.addEventListener("keydown", this.#key)
    this.addEventListener("click", this.#add)
    this.addEventListener("dblclick", this.#add)
  }

  #key = (event: KeyboardEvent): void => {
    const card = event.target as HTMLElement
    if (!card.matches("[data-card]")) return
    const step = STEPS[event.key]
    if (!event.shiftKey || event.ctrlKey || event.metaKey || !step) return walkNear(event, this)
    event.preventDefault()
    const edge: Edge = event.altKey ? "due" : "both"
    if (card.dataset.shift) void this.#move(card, edge, addDays(card.dataset.ends!, step))
  }

  #add = (event: Event): void => {
    const target = event.target as Element
    const day = event.type === "click" ? target.closest<HTMLElement>("[data-add-on]")?.dataset.addOn : dayUnder(target)
    const dialog = document.getElementById("new-dated")
    const field = dialog?.querySelector<HTMLInputElement>("input[name=on]")
    if (!day || !field || !(dialog instanceof HTMLDialogElement)) return
    field.value = day
    dialog.showModal()
  }

  async #move(card: HTMLElement, edge: Edge, on: string): Promise<void> {
    const { begins, ends, shift, version } = card.dataset
    if (!shift || on === (edge === "start" ? begins : ends)) return
    if (edge !== "both" && daysBetween(edge === "start" ? on : begins!, edge === "start" ? ends! : on) < 0) return
    card.setAttribute("aria-busy", "true")
    try {
      const body = new URLSearchParams({ edge, on, version: version ?? "" })
      const response = await send(shift, { method: "POST", body })
      if (!response.ok) toast(await reason(response), "refused")
      else {
        this.#know(card, header(response, "X-Dates").split(" "))
        toastsIn(parse(await response.text()))
      }
      this.#said.textContent = header(response, "X-Announce")
    } catch {
      toast(word("offline"), "refused")
    }
    card.removeAttribute("aria-busy")
    release()
    this.#keepFocus(card)
    document.dispatchEvent(new CustomEvent("live-ask"))
  }

  /** The next move goes by what the server has now, also before the page has its news. */
  #know(card: HTMLElement, [begins = "", ends = "", version = ""]: string[]): void {
    for (const each of this.querySelectorAll<HTMLElement>(`[data-card="${card.dataset.card}"]`)) {
      Object.assign(each.dataset, { begins, ends, version })
    }
  }

  /** A card that moves to another week is another element there: the focus follows it. */
  #keepFocus(card: HTMLElement): void {
    if (document.activeElement !== card) return
    const region = this.closest<HTMLElement>("[id]")?.parentElement
    const follow = new MutationObserver(() => {
      const now = this.querySelector<HTMLElement>(`[data-card="${card.dataset.card}"]`)
      if (now && !card.isConnected) now.focus({ preventScroll: true })
    })
    if (region) follow.observe(region, { childList: true, subtree: true })
    setTimeout(() => follow.disconnect(), 3_000)
  }
}

function dayUnder(target: Element): string | undefined {
  return target.closest("[data-card], a, button") ? undefined : target.closest<HTMLElement>("[data-day]")?.dataset.day
}

customElements.define("date-drag", DateDrag)
