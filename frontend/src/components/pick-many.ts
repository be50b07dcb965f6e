// <pick-many data-items="[data-card]" data-name="card" hidden>: a bar for all items that were picked. An item's [data-pick]
// checkbox picks it, Shift a range, Ctrl+click on an item toggles it, x the focused or hovered one, Esc clears. The ids stand in
// the bar's [data-picked] fields, or in [data-all] the query of what the page shows. Its dialog opens at "many-open" and
// closes at "many-done", which the server says by HX-Trigger-After-Swap.
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]"
const LAYERS = "side-panel:not([hidden]), dialog[open], details.menu[open], inline-edit form"

class PickMany extends HTMLElement {
  #picked = new Set<string>()
  #all = ""
  #last: string | undefined
  #observer = new MutationObserver(() => this.#show())

  connectedCallback(): void {
    document.addEventListener("click", this.#click, { capture: true })
    document.addEventListener("keydown", this.#key, { capture: true })
    document.addEventListener("live-changed", this.#show)
    document.addEventListener("auto-submitted", this.#show)
    document.addEventListener("many-open", this.#open)
    document.addEventListener("many-done", this.#done)
    this.#observer.observe(document.getElementById("main") ?? document.body, { childList: true, subtree: true })
    this.addEventListener("submit", () => this.querySelectorAll("details").forEach(menu => (menu.open = false)))
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this.#click, { capture: true })
    document.removeEventListener("keydown", this.#key, { capture: true })
    document.removeEventListener("live-changed", this.#show)
    document.removeEventListener("auto-submitted", this.#show)
    document.removeEventListener("many-open", this.#open)
    document.removeEventListener("many-done", this.#done)
    this.#observer.disconnect()
  }

  #items(): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>(this.dataset.items ?? "")]
  }

  #id(item: HTMLElement): string {
    return item.dataset[this.dataset.name ?? ""] ?? ""
  }

  #click = (event: MouseEvent): void => {
    const target = event.target as Element
    if (this.contains(target)) return this.#own(target)
    const item = target.closest<HTMLElement>(this.dataset.items ?? "")
    const box = target.closest("[data-pick]")
    const toggles = !!box || event.ctrlKey || event.metaKey || (event.shiftKey && this.#picked.size > 0)
    if (!item || !toggles || event.button !== 0) return
    if (!box) event.preventDefault()
    event.stopPropagation()
    if (event.shiftKey) getSelection()?.removeAllRanges()
    this.#toggle(item, event.shiftKey)
  }

  #own(target: Element): void {
    if (target.closest("[data-pick-none]")) this.#clear()
    if (target.closest("[data-pick-all]")) {
      const page = new URL(document.querySelector("live-region")?.getAttribute("changes") ?? "", document.baseURI)
      this.#all = page.search || "?"
      for (const item of this.#items()) this.#picked.add(this.#id(item))
      this.#show()
    }
  }

  #toggle(item: HTMLElement, range: boolean): void {
    this.#all = ""
    const items = this.#items()
    const from = items.findIndex(each => this.#id(each) === this.#last)
    const id = this.#id(item)
    if (range && from >= 0) {
      const [first, last] = [from, items.indexOf(item)].sort((one, other) => one - other)
      for (const each of items.slice(first, last! + 1)) this.#picked.add(this.#id(each))
    } else if (!this.#picked.delete(id)) this.#picked.add(id)
    this.#last = id
    this.#show()
  }

  #key = (event: KeyboardEvent): void => {
    const target = event.target as Element
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.closest?.(TYPING)) return
    if (event.key === "Escape" && !event.defaultPrevented && this.#picked.size && !document.querySelector(LAYERS)) {
      event.preventDefault()
      this.#clear()
    } else if (event.key.toLowerCase() === "x" && document.documentElement.dataset.keys !== "off") {
      const items = this.dataset.items ?? ""
      const item = document.activeElement?.closest<HTMLElement>(items) ?? document.querySelector<HTMLElement>(`${items}:hover`)
      if (!item?.querySelector("[data-pick]") || document.querySelector("dialog:modal")) return
      event.preventDefault()
      this.#toggle(item, event.shiftKey)
    }
  }

  #clear(): void {
    this.#picked.clear()
    this.#all = ""
    this.#last = undefined
    this.#show()
  }

  #show = (): void => {
    for (const item of this.#items()) {
      const is = this.#picked.has(this.#id(item)) || (!!this.#all && !!item.querySelector("[data-pick]"))
      if (item.classList.contains("is-picked") !== is) item.classList.toggle("is-picked", is)
      const box = item.querySelector<HTMLInputElement>("[data-pick]")
      if (box && box.checked !== is) box.checked = is
    }
    this.hidden = !this.#picked.size && !this.#dialog.open
    this.toggleAttribute("data-none", !this.#picked.size)
    document.documentElement.toggleAttribute("data-picking", this.#picked.size > 0)
    const matching = document.querySelector<HTMLElement>("[data-matching]")?.dataset.matching
    this.#say("[data-count]", this.#all ? (matching ?? "") : this.#picked.size.toLocaleString("en"))
    this.#say("[data-of]", matching ?? "")
    this.querySelector("[data-pick-all]")?.toggleAttribute("hidden", !!this.#all)
    for (const field of this.querySelectorAll<HTMLInputElement>("[data-picked]")) {
      field.value = this.#all ? "" : [...this.#picked].join(",")
    }
    for (const field of this.querySelectorAll<HTMLInputElement>("[data-all]")) field.value = this.#all
  }

  #say(part: string, text: string): void {
    const element = this.querySelector(part)
    if (element && element.textContent !== text) element.textContent = text
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog")!
  }

  #open = (): void => {
    this.hidden = false
    if (!this.#dialog.open) this.#dialog.showModal()
    this.#dialog.querySelector<HTMLElement>("[autofocus]")?.focus()
  }

  #done = (): void => {
    this.#dialog.close()
    this.#clear()
  }
}

customElements.define("pick-many", PickMany)
