// <draft-keep key="comment-12" data-owner="7"> around a form's textarea: what was typed survives a lost page, a closed tab or a
// crash until it has been sent, for two weeks at most. It comes back by itself where the text is still the one that it was
// written on, and opens the details around it; otherwise a button brings it. Signing out forgets all drafts.
import { word } from "../lib/words"

interface Draft {
  text: string
  on: string
  at: number
}

const KEPT_FOR = 14 * 24 * 3600 * 1000
const PREFIX = "draft:"

class DraftKeep extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("input", this.#keep)
    document.addEventListener("submit", this.#sent)
    document.addEventListener("htmx:afterRequest", this.#taken)
    const field = this.#field
    const draft = this.#draft()
    if (!field || !draft || field.value !== field.defaultValue || draft.text === field.value) return
    if (draft.on === field.defaultValue) this.#restore(field, draft)
    else this.#offer(field, draft)
  }

  disconnectedCallback(): void {
    this.removeEventListener("input", this.#keep)
    document.removeEventListener("submit", this.#sent)
    document.removeEventListener("htmx:afterRequest", this.#taken)
  }

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector("textarea")
  }

  get #name(): string {
    return `${PREFIX}${this.dataset.owner ?? ""}:${this.getAttribute("key") ?? location.pathname}`
  }

  #draft(): Draft | undefined {
    try {
      const draft = JSON.parse(localStorage.getItem(this.#name) ?? "null") as Draft | null
      if (draft && Date.now() - draft.at < KEPT_FOR) return draft
    } catch {
      // What cannot be read is no draft.
    }
    localStorage.removeItem(this.#name)
    return undefined
  }

  #restore(field: HTMLTextAreaElement, draft: Draft): void {
    field.value = draft.text
    this.closest("details")?.setAttribute("open", "")
  }

  #offer(field: HTMLTextAreaElement, draft: Draft): void {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "text-button draft-offer"
    button.dataset.keep = ""
    button.textContent = word("draft")
    button.addEventListener("click", () => {
      this.#restore(field, draft)
      button.remove()
      field.focus()
    })
    this.append(button)
  }

  #keep = (): void => {
    const field = this.#field
    if (!field || field.value === field.defaultValue) return this.#forget()
    const draft: Draft = { text: field.value, on: field.defaultValue, at: Date.now() }
    try {
      localStorage.setItem(this.#name, JSON.stringify(draft))
    } catch {
      // No room in the browser: the text stands in the field all the same.
    }
  }

  /** A plain form leaves the page; one that htmx sends is awaited. */
  #sent = (event: Event): void => {
    const form = event.target as HTMLFormElement
    if (form === this.closest("form") && !form.matches("[hx-post], [hx-put], [hx-patch]")) this.#forget()
  }

  #taken = (event: Event): void => {
    const { elt, successful } = (event as CustomEvent<{ elt: Element; successful: boolean }>).detail
    if (successful && elt === this.closest("form")) this.#forget()
  }

  #forget(): void {
    localStorage.removeItem(this.#name)
  }
}

function forgetAll(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name)
}

customElements.define("draft-keep", DraftKeep)
document.addEventListener("submit", event => {
  if ((event.target as Element).getAttribute("action")?.endsWith("/logout/")) forgetAll()
})
