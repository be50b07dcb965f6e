// <details class="menu">: a press elsewhere closes it, and so does Escape, which gives the focus back to its summary.

const OPEN = "details.menu[open]"

document.addEventListener("pointerdown", event => {
  const inside = event.target instanceof Element ? event.target.closest(OPEN) : null
  for (const menu of document.querySelectorAll<HTMLDetailsElement>(OPEN)) {
    if (menu !== inside && !menu.contains(inside)) menu.open = false
  }
})

document.addEventListener("keydown", event => {
  if (event.key !== "Escape" || event.defaultPrevented) return
  const menu = (event.target instanceof Element && event.target.closest<HTMLDetailsElement>(OPEN)) || lastOpen()
  if (!menu || document.querySelector("dialog:modal") && !menu.closest("dialog:modal")) return
  event.preventDefault()
  menu.open = false
  menu.querySelector("summary")?.focus()
})

function lastOpen(): HTMLDetailsElement | undefined {
  return [...document.querySelectorAll<HTMLDetailsElement>(OPEN)].at(-1)
}

/** What is seen, or would be if the menu that it stands in were open. */
export function isReachable(element: HTMLElement): boolean {
  return element.checkVisibility() || !!element.closest("details.menu:not([open])")?.checkVisibility()
}
