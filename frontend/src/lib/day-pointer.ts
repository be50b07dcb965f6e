// A card is taken by the mouse or a long touch and let go over another day; the days that it would cover are marked meanwhile.
import { addDays, daysBetween } from "./days"

export type Edge = "both" | "start" | "due"
type Drop = (card: HTMLElement, edge: Edge, on: string) => void

interface Hold {
  card: HTMLElement
  edge: Edge
  from: string
  x: number
  y: number
  isDragged: boolean
}

const SLACK = 4
const LONG_TOUCH = 350

export class DayPointer {
  #hold: Hold | undefined
  #target: string | undefined
  #timer = 0

  constructor(
    private readonly root: HTMLElement,
    private readonly drop: Drop,
  ) {
    root.addEventListener("pointerdown", this.#down)
    root.addEventListener("click", this.#swallow, { capture: true })
    root.addEventListener("dragstart", event => event.preventDefault())
    root.addEventListener("touchmove", event => this.#hold?.isDragged && event.preventDefault(), { passive: false })
  }

  #down = (event: PointerEvent): void => {
    const target = event.target as Element
    const card = target.closest<HTMLElement>("[data-shift]")
    const from = this.#dayAt(event)
    if (!card || !from || event.button !== 0) return
    const edge = (target.closest<HTMLElement>("[data-edge]")?.dataset.edge ?? "both") as Edge
    this.#hold = { card, edge, from, x: event.clientX, y: event.clientY, isDragged: false }
    if (event.pointerType === "touch") this.#timer = window.setTimeout(() => this.#start(), LONG_TOUCH)
    document.addEventListener("pointermove", this.#move)
    document.addEventListener("pointerup", this.#up)
    document.addEventListener("pointercancel", this.#cancel)
    document.addEventListener("keydown", this.#escape, { capture: true })
  }

  #move = (event: PointerEvent): void => {
    const hold = this.#hold
    if (!hold) return
    const isFar = Math.hypot(event.clientX - hold.x, event.clientY - hold.y) > SLACK
    if (!hold.isDragged && isFar) {
      if (event.pointerType === "touch") return this.#end()
      this.#start()
    }
    if (hold.isDragged) this.#mark(this.#dayAt(event))
  }

  #start(): void {
    const hold = this.#hold
    if (!hold) return
    hold.isDragged = true
    hold.card.classList.add("is-held")
    this.root.classList.add("is-dragging")
    const region = this.root.closest<HTMLElement>("[id]")
    if (region) region.dataset.dragging = "" // news wait until it is let go
  }

  /** Where its end, or the held edge, would lie; and which days it would cover. */
  #mark(day: string | undefined): void {
    const hold = this.#hold
    if (!hold || !day) return
    const { begins, ends } = hold.card.dataset as { begins: string; ends: string }
    const moved = daysBetween(hold.from, day)
    const to = { begins: hold.edge === "due" ? begins : addDays(begins, moved), ends: hold.edge === "start" ? ends : addDays(ends, moved) }
    if (to.begins > to.ends) return
    this.#target = hold.edge === "start" ? to.begins : to.ends
    for (const cell of this.root.querySelectorAll<HTMLElement>("[data-day]")) {
      cell.classList.toggle("is-target", cell.dataset.day! >= to.begins && cell.dataset.day! <= to.ends)
    }
  }

  #up = (): void => {
    const hold = this.#hold
    const target = this.#target
    this.#end()
    if (!hold?.isDragged) return
    this.root.dataset.dropped = ""
    setTimeout(() => delete this.root.dataset.dropped)
    if (target) this.drop(hold.card, hold.edge, target)
  }

  #cancel = (): void => this.#end()

  #escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return
    event.preventDefault()
    event.stopPropagation()
    this.#end()
  }

  #end(): void {
    clearTimeout(this.#timer)
    document.removeEventListener("pointermove", this.#move)
    document.removeEventListener("pointerup", this.#up)
    document.removeEventListener("pointercancel", this.#cancel)
    document.removeEventListener("keydown", this.#escape, { capture: true })
    this.#hold?.card.classList.remove("is-held")
    this.root.classList.remove("is-dragging")
    for (const cell of this.root.querySelectorAll(".is-target")) cell.classList.remove("is-target")
    const region = this.root.closest<HTMLElement>("[id]")
    if (region) delete region.dataset.dragging
    this.#hold = this.#target = undefined
  }

  /** The day under the pointer, whatever card lies over it. */
  #dayAt(event: PointerEvent): string | undefined {
    const under = document.elementsFromPoint(event.clientX, event.clientY)
    return under.map(element => (element as HTMLElement).dataset?.day).find(Boolean)
  }

  /** The mouse button that ends a drag must not open the card. */
  #swallow = (event: Event): void => {
    if (this.root.dataset.dropped === undefined) return
    event.preventDefault()
    event.stopPropagation()
  }
}
