// <drag-board> around lists [data-list] of cards [data-card data-move-url data-version tabindex=0].
// A drop posts {list, before, version} to the card's data-move-url; the fragments that come back are morphed in. A refusal
// puts the card back and says why. With data-grouped, and for several picked cards, it posts {cards, list, lane, from, from_lane,
// before, version} to data-drop-url instead: a list may have a data-lane. Focused cards are walked with the arrow keys, j and k; Enter opens.
import type Sortable from "sortablejs"
import { ask } from "../lib/ask"
import { following, walk } from "../lib/card-walk"
import { apply, release } from "../lib/fragments"
import { header, reason, send } from "../lib/http"
import { toast } from "../lib/toast"
import { word } from "../lib/words"

class DragBoard extends HTMLElement {
  #sortable: typeof Sortable | undefined
  #observer = new MutationObserver(() => this.#adopt())
  #dropped = false
  #home: { list: Node; next: Node | null } | undefined
  #said = document.createElement("div")

  async connectedCallback(): Promise<void> {
    this.addEventListener("keydown", walk)
    this.addEventListener("click", this.#swallow, { capture: true })
    this.#said.setAttribute("aria-live", "polite")
    this.#said.className = "visually-hidden"
    this.#said.dataset.keep = ""
    this.append(this.#said)
    this.#sortable = (await import("sortablejs")).default
    this.#adopt()
    this.#observer.observe(this, { childList: true, subtree: true })
  }

  disconnectedCallback(): void {
    this.#observer.disconnect()
    for (const list of this.#lists()) this.#sortable?.get(list)?.destroy()
  }

  #lists(): NodeListOf<HTMLElement> {
    return this.querySelectorAll<HTMLElement>("[data-list]")
  }

  #adopt(): void {
    for (const list of this.#lists()) if (!this.#sortable?.get(list)) this.#sortable?.create(list, this.#options())
  }

  #options(): Sortable.Options {
    return {
      group: this.dataset.group ?? "cards",
      draggable: "[data-card]",
      filter: "input, textarea, select, button, summary, [contenteditable], [data-no-drag]",
      preventOnFilter: false,
      forceFallback: true,
      fallbackTolerance: 3,
      fallbackOnBody: true,
      delay: 250,
      delayOnTouchOnly: true,
      touchStartThreshold: 5,
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      scroll: true,
      bubbleScroll: true,
      scrollSensitivity: 80,
      scrollSpeed: 14,
      ghostClass: "is-placeholder",
      chosenClass: "is-held",
      dragClass: "is-dragged",
      fallbackClass: "is-dragged",
      onChoose: event => this.#count(event.item),
      onUnchoose: event => delete event.item.dataset.many,
      onStart: event => {
        this.#home = { list: event.from, next: event.item.nextSibling }
        event.item.dataset.dragging = ""
        this.#dim(event.from.dataset.list)
      },
      onEnd: event => void this.#drop(event.item, event.to),
    }
  }

  /** The lists that take no card from this one, as the server said in data-refuses, are dimmed while it is dragged. */
  #dim(from?: string): void {
    for (const list of this.#lists()) {
      list.toggleAttribute("data-closed", !!from && (list.dataset.refuses ?? "").split(" ").includes(from))
    }
  }

  async #drop(card: HTMLElement, list: HTMLElement): Promise<void> {
    this.#dropped = true
    setTimeout(() => (this.#dropped = false))
    const home = this.#home
    if (home && (home.list !== list || home.next !== card.nextSibling)) {
      card.setAttribute("aria-busy", "true")
      if (!(await this.#move(card, list, home.list as HTMLElement)) && home.list.isConnected) {
        home.list.insertBefore(card, home.next?.parentNode === home.list ? home.next : null)
      }
      card.removeAttribute("aria-busy")
    }
    this.#dim()
    delete card.dataset.dragging
    release()
  }

  /** Several picked cards go along with the one that is dragged: its badge says how many. */
  #count(card: HTMLElement): void {
    const along = this.#along(card)
    if (along.length > 1) card.dataset.many = String(along.length)
  }

  #along(card: HTMLElement): string[] {
    const field = document.querySelector<HTMLInputElement>("pick-many [data-picked]")
    const picked = field?.value.split(",") ?? []
    const own = card.dataset.card ?? ""
    return card.matches(".is-picked") && picked.includes(own) ? picked : [own]
  }

  async #move(card: HTMLElement, list: HTMLElement, from: HTMLElement): Promise<boolean> {
    const along = this.#along(card)
    try {
      const response = await this.#send(card, list, from, along)
      if (!response.ok) {
        void ask(response.headers.get("X-Ask"))
        toast(await reason(response), "refused")
        document.dispatchEvent(new CustomEvent("live-ask"))
        return false
      }
      delete card.dataset.dragging
      apply(await response.text())
      if (along.length > 1) {
        document.dispatchEvent(new CustomEvent("many-done"))
        document.dispatchEvent(new CustomEvent("live-ask"))
      }
      this.#said.textContent = header(response, "X-Announce")
      return true
    } catch {
      toast(word("offline"), "refused")
      return false
    }
  }

  #send(card: HTMLElement, list: HTMLElement, from: HTMLElement, along: string[]): Promise<Response> {
    const after = following(card)
    const before = after?.dataset.card ?? after?.dataset.next ?? ""
    const body = new URLSearchParams({ list: list.dataset.list ?? "", before })
    if (along.length < 2) body.set("version", card.dataset.version ?? "")
    if (along.length < 2 && !this.hasAttribute("data-grouped")) {
      return send((card.dataset.moveUrl ?? "") + (this.dataset.query ?? ""), { method: "POST", body })
    }
    body.set("cards", along.join(","))
    body.set("from", from.dataset.list ?? "")
    body.set("lane", list.dataset.lane ?? "")
    body.set("from_lane", from.dataset.lane ?? "")
    return send(this.dataset.dropUrl ?? "", { method: "POST", body })
  }

  /** The mouse button that ends a drag must not open the card. */
  #swallow = (event: Event): void => {
    if (this.#dropped) {
      event.preventDefault()
      event.stopPropagation()
    }
  }
}

customElements.define("drag-board", DragBoard)
