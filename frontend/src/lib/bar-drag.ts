// Dragging in a chart of bars: a bar by its middle or an edge [data-edge="start|end|link"], or something [data-waiting] that
// has no days yet. A touch must rest first, so that a swipe scrolls. Esc lets go. The chart scrolls at its ends.
import type { Edge } from "./bar-days"
import type { TimeView } from "./time-view"

export interface Held {
  what: HTMLElement
  edge: Edge
  days: number
  over: Element | null
}

interface Wishes {
  isOff: () => boolean
  view: TimeView
  begin: (held: Held) => void
  move: (held: Held, event: PointerEvent) => void
  end: (held: Held, event: PointerEvent | null) => void
}

const REST = 300
const FIRM = 4
const EDGE = 48

export function dragBars(host: HTMLElement, wishes: Wishes): void {
  let held: (Held & { x: number; y: number; scrolled: number; isMoving: boolean; last: PointerEvent }) | undefined
  let rest = 0

  const offset = (): number => wishes.view.box?.scrollLeft ?? 0

  const follow = (event: PointerEvent): void => {
    if (!held) return
    held.last = event
    held.days = Math.round((event.clientX - held.x + offset() - held.scrolled) / wishes.view.dayWidth)
    held.over = document.elementsFromPoint(event.clientX, event.clientY).find(each => !each.closest(".bar-hint")) ?? null
    wishes.move(held, event)
  }

  const start = (): void => {
    if (!held) return
    held.isMoving = true
    host.toggleAttribute("data-dragging-bar", true)
    wishes.begin(held)
    requestAnimationFrame(creep)
  }

  const creep = (): void => {
    const { box, inset } = wishes.view
    if (!held?.isMoving || !box) return
    const { left, right } = box.getBoundingClientRect()
    const push = held.last.clientX > right - EDGE ? 8 : held.last.clientX < left + inset + EDGE ? -8 : 0
    if (push && held.edge !== "link") {
      box.scrollLeft += push
      follow(held.last)
    }
    requestAnimationFrame(creep)
  }

  const stop = (event: PointerEvent | null): void => {
    clearTimeout(rest)
    const done = held
    held = undefined
    host.removeAttribute("data-dragging-bar")
    if (done?.isMoving) {
      swallowClick()
      wishes.end(done, event)
    }
  }

  host.addEventListener("pointerdown", event => {
    const target = event.target as Element
    const what = target.closest<HTMLElement>("[data-bar], [data-waiting]")
    if (!what || event.button !== 0 || wishes.isOff() || target.closest("a, button")) return
    const edge = (target.closest<HTMLElement>("[data-edge]")?.dataset.edge as Edge | undefined) ?? "whole"
    const at = { x: event.clientX, y: event.clientY, scrolled: offset() }
    held = { what, edge, days: 0, over: null, isMoving: false, last: event, ...at }
    if (event.pointerType === "touch") rest = window.setTimeout(start, REST)
    else event.preventDefault() // no selection of text
    what.closest<HTMLElement>("[data-card]")?.focus({ preventScroll: true }) // keys go on with it
  })
  window.addEventListener("pointermove", event => {
    if (!held) return
    const isFar = Math.hypot(event.clientX - held.x, event.clientY - held.y) > FIRM
    if (!held.isMoving && isFar && event.pointerType === "touch") return stop(null)
    if (!held.isMoving && isFar) start()
    if (held?.isMoving) follow(event)
  })
  window.addEventListener("pointerup", stop)
  window.addEventListener("pointercancel", () => stop(null))
  host.addEventListener("touchmove", event => held?.isMoving && event.cancelable && event.preventDefault(), { passive: false })
  window.addEventListener(
    "keydown",
    event => {
      if (event.key !== "Escape" || !held?.isMoving) return
      event.stopPropagation()
      stop(null)
    },
    { capture: true },
  )
}

/** The mouse button that ends a drag must not press what lies there. */
function swallowClick(): void {
  const swallow = (event: Event): void => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener("click", swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }))
}
