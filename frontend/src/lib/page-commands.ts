// What a page itself offers the palette: its elements with data-command="New card".

/** The page's own commands whose name holds every typed word, as options that click them. */
export function commands(query: string): HTMLElement[] {
  const words = query.toLowerCase().split(/\s+/)
  const elements = [...document.querySelectorAll<HTMLElement>("[data-command]")].filter(element => {
    const name = (element.dataset.command ?? "").toLowerCase()
    return query && !element.matches(":disabled") && words.every(part => name.includes(part))
  })
  return elements.slice(0, 6).map(element => {
    const option = document.createElement("button")
    option.setAttribute("role", "option")
    option.type = "button"
    option.tabIndex = -1
    option.textContent = element.dataset.command ?? ""
    if (element.dataset.key) option.append(Object.assign(document.createElement("kbd"), { textContent: element.dataset.key }))
    option.addEventListener("click", () => setTimeout(() => element.click()))
    return option
  })
}

export function isSame(one: HTMLElement, other: HTMLElement): boolean {
  return !!one.getAttribute("href") && one.getAttribute("href") === other.getAttribute("href")
}
