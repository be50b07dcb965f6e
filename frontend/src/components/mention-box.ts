// <mention-box src="/people/mentions/"><text-expander keys="@"><textarea></textarea></text-expander></mention-box>
// Typing a key of text-expander offers what GET src?key=@&q=an answers: <li role=option data-value="@ana">…</li>.
import "@github/text-expander-element"
import type { TextExpanderResult } from "@github/text-expander-element"
import { parse } from "../lib/fragments"
import { send } from "../lib/http"

interface Change {
  key: string
  text: string
  provide(result: Promise<TextExpanderResult>): void
}

const DELAY = 80

class MentionBox extends HTMLElement {
  #turn = 0

  connectedCallback(): void {
    this.addEventListener("text-expander-change", this.#change, { capture: true }) // these events do not bubble
    this.addEventListener("text-expander-value", this.#value, { capture: true })
  }

  #change = (event: Event): void => {
    const { key, text, provide } = (event as CustomEvent<Change>).detail
    provide(this.#find(key, text))
  }

  #value = (event: Event): void => {
    const { detail } = event as CustomEvent<{ item: HTMLElement; value: string | null }>
    detail.value = detail.item.dataset.value ?? detail.item.textContent.trim()
  }

  /** Only the newest question is answered; the promises of older ones are left open, so that no late list replaces it. */
  async #find(key: string, text: string): Promise<TextExpanderResult> {
    const turn = ++this.#turn
    await new Promise(resume => setTimeout(resume, DELAY))
    const items = turn === this.#turn ? await this.#ask(key, text) : []
    return turn === this.#turn ? listed(items) : new Promise(() => {})
  }

  async #ask(key: string, text: string): Promise<HTMLLIElement[]> {
    const address = new URL(this.getAttribute("src") ?? "", document.baseURI)
    address.searchParams.set("key", key)
    address.searchParams.set("q", text)
    const response = await send(address.href).catch(() => undefined)
    return response?.ok ? [...parse(await response.text()).querySelectorAll("li")] : []
  }
}

function listed(items: HTMLLIElement[]): TextExpanderResult {
  const list = document.createElement("ul")
  list.setAttribute("role", "listbox")
  list.className = "mention-list"
  items.forEach((item, at) => {
    item.id ||= `mention-${at}`
    item.setAttribute("role", "option")
  })
  list.append(...items)
  return { matched: items.length > 0, fragment: list }
}

customElements.define("mention-box", MentionBox)
