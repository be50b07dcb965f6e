// Puts the server's fragments into the page. Each top-level element with an id replaces the one of that id by morphing, so
// that focus, scroll and open menus survive.
//   data-gone                     the element of that id leaves the page
//   data-copies="CARD" data-stay="ID ID"   a card that can stand in several lists: only those of these ids stay
//   data-into="ID" data-before="ID or empty"   it stands in that container, before that element or last
// What is being dragged or typed in is left alone until it is released.
import htmx from "htmx.org"
import { Idiomorph } from "idiomorph/htmx"
import { toastsIn } from "./toast"
import { isBeingWritten } from "./writing"

const held = new Map<string, Element>()

export function parse(html: string): DocumentFragment {
  const template = document.createElement("template")
  template.innerHTML = html
  return template.content
}

export function apply(html: string): void {
  const content = parse(html)
  toastsIn(content)
  for (const element of content.querySelectorAll<HTMLElement>(":scope > [data-copies]")) leave(element)
  for (const element of [...content.children]) if (element.id) place(element)
}

function leave({ dataset }: HTMLElement): void {
  const stay = (dataset.stay ?? "").split(" ")
  for (const copy of document.querySelectorAll(`[data-list] > [data-card="${dataset.copies ?? ""}"]`)) {
    if (!stay.includes(copy.id) && !copy.hasAttribute("data-dragging")) copy.remove()
  }
}

/** Apply what was held back for elements that are no longer busy. */
export function release(): void {
  for (const [id, element] of [...held]) {
    held.delete(id)
    place(element)
  }
}

export function morph(old: Element, fresh: Element, morphStyle: "outerHTML" | "innerHTML" = "outerHTML"): void {
  Idiomorph.morph(old, morphStyle === "innerHTML" ? [...fresh.childNodes] : fresh, {
    morphStyle,
    ignoreActiveValue: isTyping(), // of another element it would leave all that is inside as it was
    callbacks: {
      beforeNodeMorphed: node => !isKept(node) && !isBeingWritten(node),
      beforeNodeRemoved: node => !isKept(node),
      beforeAttributeUpdated: name => name !== "open",
    },
  })
}

function place(fresh: Element): void {
  const old = document.getElementById(fresh.id)
  if (old && isBusy(old)) {
    held.set(fresh.id, fresh)
  } else if (fresh.hasAttribute("data-gone")) {
    old?.remove()
  } else {
    const into = fresh.getAttribute("data-into")
    const container = into ? document.getElementById(into) : null
    if (container) stand(fresh, old, container)
    else if (old) morph(old, fresh)
    const now = document.getElementById(fresh.id)
    if (now) htmx.process(now)
  }
}

function stand(fresh: Element, old: Element | null, container: Element): void {
  const before = fresh.getAttribute("data-before")
  const spot = before === null && old?.parentElement === container ? old.nextSibling : spotIn(container, before ?? "")
  if (spot === undefined) {
    old?.remove() // its place is further down than what the page has loaded
  } else if (old) {
    if (old.parentElement !== container || (spot !== old.nextSibling && spot !== old)) container.insertBefore(old, spot)
    morph(old, fresh)
  } else {
    container.insertBefore(fresh, spot)
  }
}

/** The node to stand before; null for last; undefined when that place is not loaded yet (<column-scroll data-next>). */
function spotIn(container: Element, before: string): Node | null | undefined {
  const sentinel = container.querySelector(":scope > column-scroll")
  const beside = before ? document.getElementById(before) : null
  if (beside?.parentElement === container) return beside
  if (!sentinel) return null
  return before && sentinel.getAttribute("data-next") === before ? sentinel : undefined
}

function isBusy(element: Element): boolean {
  const active = document.activeElement
  return element.matches("[data-dragging]") || (isTyping() && element !== active && element.contains(active))
}

function isTyping(): boolean {
  const fields = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]"
  return document.activeElement?.matches(fields) ?? false
}

function isKept(node: Node): boolean {
  return node instanceof Element && node.hasAttribute("data-keep")
}

document.addEventListener("focusout", () => setTimeout(release))
