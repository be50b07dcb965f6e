// Walks the cards of a board by keyboard: up and down (j, k) in a list, left and right across lists, Enter opens.

export function walk(event: KeyboardEvent): void {
  const card = event.target as HTMLElement
  if (!card.matches("[data-card]") || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const right = getComputedStyle(card).direction === "rtl" ? -1 : 1
  const steps: Record<string, () => HTMLElement | undefined> = {
    ArrowDown: () => within(card, 1),
    j: () => within(card, 1),
    ArrowUp: () => within(card, -1),
    k: () => within(card, -1),
    ArrowRight: () => across(card, right),
    ArrowLeft: () => across(card, -right),
  }
  const step = steps[event.key]
  if (step) {
    event.preventDefault()
    const next = step()
    next?.focus({ preventScroll: true })
    next?.scrollIntoView({ block: "nearest", inline: "nearest" })
  } else if (event.key === "Enter") {
    event.preventDefault()
    card.querySelector<HTMLElement>("[data-open], a[href]")?.click()
  }
}

function cardsOf(list: Element | null | undefined): HTMLElement[] {
  return list ? [...list.querySelectorAll<HTMLElement>("[data-card]")] : []
}

function within(card: HTMLElement, step: number): HTMLElement | undefined {
  const cards = cardsOf(card.closest("[data-list]"))
  return cards[cards.indexOf(card) + step]
}

/** The card at the same height in the nearest list that has any. */
function across(card: HTMLElement, step: number): HTMLElement | undefined {
  const list = card.closest("[data-list]")
  const lists = [...(card.closest("drag-board")?.querySelectorAll("[data-list]") ?? [])]
  const top = card.getBoundingClientRect().top
  for (let at = lists.indexOf(list!) + step; lists[at]; at += step) {
    const distance = (other: HTMLElement): number => Math.abs(other.getBoundingClientRect().top - top)
    const cards = cardsOf(lists[at])
    if (cards.length) return cards.reduce((best, other) => (distance(other) < distance(best) ? other : best))
  }
  return undefined
}

/** What stands after a card: the next card, or the sentinel before those that are not loaded. */
export function following(card: Element): HTMLElement | null {
  let next = card.nextElementSibling
  while (next && !next.matches("[data-card], column-scroll")) next = next.nextElementSibling
  return next as HTMLElement | null
}

/** Where cards lie in a plane: the arrow keys go to the nearest one in that direction, Enter opens. */
export function walkNear(event: KeyboardEvent, root: ParentNode): void {
  const card = event.target as HTMLElement
  if (!card.matches("[data-card]") || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const side = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
  if (side) {
    event.preventDefault()
    const next = nearest(card, root, side as [number, number])
    next?.focus({ preventScroll: true })
    next?.scrollIntoView({ block: "nearest", inline: "nearest" })
  } else if (event.key === "Enter") {
    event.preventDefault()
    card.querySelector<HTMLElement>("[data-open], a[href]")?.click()
  }
}

function nearest(card: HTMLElement, root: ParentNode, [right, down]: [number, number]): HTMLElement | undefined {
  const here = card.getBoundingClientRect()
  let best: { card: HTMLElement; far: number } | undefined
  for (const other of root.querySelectorAll<HTMLElement>("[data-card]")) {
    const there = other.getBoundingClientRect()
    const across = there.left + there.width / 2 - here.left - here.width / 2
    const along = there.top + there.height / 2 - here.top - here.height / 2
    const ahead = right ? right * across : down * along
    const aside = Math.abs(right ? along : across)
    const far = ahead + 3 * aside
    if (other !== card && ahead > 1 && (!best || far < best.far)) best = { card: other, far }
  }
  return best?.card
}
