// <command-palette data-src="/palette/" data-owner="7"> opens with Ctrl/Cmd+K or a click on [data-palette]. It offers the
// page's own [data-command="New card"] elements (they are clicked), what was chosen last, and what the server finds:
// GET data-src?q= answers with <a role=option href> links.
import { parse } from "../lib/fragments"
import { send } from "../lib/http"
import { commands, isSame } from "../lib/page-commands"
import { remember, remembered } from "../lib/recent"
import { word } from "../lib/words"

const DELAY = 80

class CommandPalette extends HTMLElement {
  #dialog = document.createElement("dialog")
  #input = document.createElement("input")
  #list = document.createElement("div")
  #request: AbortController | undefined
  #timer = 0

  connectedCallback(): void {
    this.#build()
    document.addEventListener("keydown", this.#shortcut)
    document.addEventListener("click", this.#button)
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#shortcut)
    document.removeEventListener("click", this.#button)
  }

  #build(): void {
    this.#list.id = "command-palette-list"
    this.#list.setAttribute("role", "listbox")
    this.#list.setAttribute("aria-label", word("results"))
    const combobox = {
      type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: word("palette"),
      "aria-label": word("palette"), "aria-controls": this.#list.id, "aria-expanded": "true", "aria-autocomplete": "list",
    } // prettier-ignore
    for (const [name, value] of Object.entries(combobox)) this.#input.setAttribute(name, value)
    this.#dialog.setAttribute("aria-label", word("palette"))
    this.#dialog.append(this.#input, this.#list)
    this.replaceChildren(this.#dialog)
    this.#input.addEventListener("input", () => this.#later())
    this.#input.addEventListener("keydown", event => this.#key(event))
    this.#list.addEventListener("click", event => this.#choose(event))
    this.#dialog.addEventListener("click", event => event.target === this.#dialog && this.#dialog.close())
  }

  #shortcut = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    if (this.#dialog.open) this.#dialog.close()
    else this.#show()
  }

  #button = (event: MouseEvent): void => {
    if ((event.target as Element).closest("[data-palette]")) this.#show()
  }

  #show(): void {
    this.#input.value = ""
    this.#dialog.showModal()
    void this.#find()
  }

  #later(): void {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#find(), DELAY)
  }

  async #find(): Promise<void> {
    const query = this.#input.value.trim()
    const own = [...commands(query), ...(query ? [] : remembered(this.dataset.owner))]
    this.#request?.abort()
    this.#request = new AbortController()
    if (!this.#list.children.length) this.#offer(own, false) // otherwise what is there stays until the answer comes
    try {
      const address = new URL(this.dataset.src ?? "", document.baseURI)
      address.searchParams.set("q", query)
      const response = await send(address.href, { signal: this.#request.signal })
      const found = response.ok ? [...parse(await response.text()).querySelectorAll<HTMLElement>("[role=option]")] : []
      this.#offer([...own, ...found.filter(option => !own.some(known => isSame(known, option)))], true)
    } catch {
      // Another key was pressed meanwhile, or there is no connection: the page's own commands stay.
    }
  }

  #offer(options: HTMLElement[], complete: boolean): void {
    options.forEach((option, at) => (option.id = `command-palette-${at}`))
    this.#list.replaceChildren(...options)
    if (complete && !options.length) this.#list.textContent = word("empty")
    this.#point(0)
  }

  #key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const options = [...this.#list.children]
    const at = options.findIndex(option => option.getAttribute("aria-selected") === "true")
    if (step) this.#point((at + step + options.length) % options.length)
    else if (event.key === "Enter") (options[at] as HTMLElement | undefined)?.click()
    else return
    event.preventDefault()
  }

  #point(to: number): void {
    const options = [...this.#list.children]
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === to)))
    options[to]?.scrollIntoView({ block: "nearest" })
    this.#input.setAttribute("aria-activedescendant", options[to]?.id ?? "")
  }

  #choose(event: MouseEvent): void {
    const option = (event.target as Element).closest<HTMLElement>("[role=option]")
    if (!option) return
    if (option instanceof HTMLAnchorElement) remember(option, this.dataset.owner)
    this.#dialog.close()
  }
}

customElements.define("command-palette", CommandPalette)
