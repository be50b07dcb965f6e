// What a person chose last in the palette: addresses and their words, kept in this browser only, apart for each person.

interface Choice {
  href: string
  text: string
  panel: boolean
}

const KEPT = 6

export function remember(link: HTMLAnchorElement, owner = ""): void {
  const text = link.dataset.label ?? link.textContent.replace(/\s+/g, " ").trim()
  const choice = { href: link.getAttribute("href") ?? "", text, panel: link.hasAttribute("data-panel") }
  const others = choices(owner).filter(other => other.href !== choice.href)
  localStorage.setItem(name(owner), JSON.stringify([choice, ...others].slice(0, KEPT)))
}

export function remembered(owner = ""): HTMLElement[] {
  return choices(owner).map(({ href, text, panel }) => {
    const link = document.createElement("a")
    link.setAttribute("role", "option")
    link.setAttribute("href", href)
    link.tabIndex = -1
    link.textContent = text
    link.dataset.recent = ""
    link.toggleAttribute("data-panel", panel)
    return link
  })
}

function choices(owner: string): Choice[] {
  try {
    return JSON.parse(localStorage.getItem(name(owner)) ?? "[]") as Choice[]
  } catch {
    return []
  }
}

function name(owner: string): string {
  return `palette:${owner}`
}
