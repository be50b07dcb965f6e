// Bars by keyboard: on a focused row [data-card] the left and right arrows move its bar [data-bar] by a day, Shift lets it grow
// in the arrow's direction, Ctrl takes from the end that the arrow leads away from. Sent once the keys rest; Esc lets go.
import { NO_STEP, shifted, stepOf, type Edge, type Step } from "./bar-days"
import { walk } from "./card-walk"

const PATIENCE = 600

interface Wishes {
  isOff: () => boolean
  show: (bar: HTMLElement, step: Step) => void
  save: (bar: HTMLElement, step: Step) => void
}

export function pressBars(host: HTMLElement, { isOff, show, save }: Wishes): void {
  let pressed: { bar: HTMLElement; step: Step; timer: number } | undefined

  const finish = (): void => {
    const done = pressed
    pressed = undefined
    if (!done) return
    clearTimeout(done.timer)
    save(done.bar, done.step)
  }

  const press = (event: KeyboardEvent, bar: HTMLElement, days: number): void => {
    event.preventDefault()
    if (pressed && pressed.bar !== bar) finish()
    clearTimeout(pressed?.timer)
    const before = pressed?.step ?? NO_STEP
    const more = stepOf(bar, edgeOf(event, days > 0), days)
    const step = { start: before.start + more.start, end: before.end + more.end }
    pressed = { bar, step: isTurned(bar, step) ? before : step, timer: window.setTimeout(finish, PATIENCE) }
    show(bar, pressed.step)
  }

  host.addEventListener("keydown", event => {
    const row = event.target as HTMLElement
    const bar = row.matches("[data-card]") ? row.querySelector<HTMLElement>("[data-bar]") : null
    const days = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0
    if (days) {
      if (bar && !event.altKey && !event.metaKey && !isOff()) press(event, bar, days)
    } else if (event.key === "Escape" && pressed) {
      event.preventDefault()
      clearTimeout(pressed.timer)
      show(pressed.bar, NO_STEP)
      pressed = undefined
    } else {
      walk(event)
    }
  })
  host.addEventListener("focusout", finish)
}

function edgeOf(event: KeyboardEvent, isLater: boolean): Edge {
  if (event.shiftKey) return isLater ? "end" : "start"
  return event.ctrlKey ? (isLater ? "start" : "end") : "whole"
}

function isTurned(bar: HTMLElement, step: Step): boolean {
  const { from, to } = bar.dataset
  return !!from && !!to && shifted(from, step.start) > shifted(to, step.end)
}
