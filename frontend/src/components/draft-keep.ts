// <draft-keep key="comment-12"> around a form's textarea: what was typed survives a lost page until it has been sent.

class DraftKeep extends HTMLElement {
  connectedCallback(): void {
    const field = this.querySelector("textarea")
    const draft = sessionStorage.getItem(this.#name)
    if (field && draft && !field.value) field.value = draft
    this.addEventListener("input", () => this.#keep())
    document.addEventListener("submit", this.#sent)
    document.addEventListener("htmx:afterRequest", this.#taken)
  }

  disconnectedCallback(): void {
    document.removeEventListener("submit", this.#sent)
    document.removeEventListener("htmx:afterRequest", this.#taken)
  }

  get #name(): string {
    return `draft:${this.getAttribute("key") ?? location.pathname}`
  }

  #keep(): void {
    const text = this.querySelector("textarea")?.value
    if (text) sessionStorage.setItem(this.#name, text)
    else sessionStorage.removeItem(this.#name)
  }

  /** A plain form leaves the page; one that htmx sends is awaited. */
  #sent = (event: Event): void => {
    const form = event.target as Element
    if (form === this.closest("form") && !form.matches("[hx-post], [hx-put], [hx-patch]")) this.#forget()
  }

  #taken = (event: Event): void => {
    const { elt, successful } = (event as CustomEvent<{ elt: Element; successful: boolean }>).detail
    if (successful && elt === this.closest("form")) this.#forget()
  }

  #forget(): void {
    sessionStorage.removeItem(this.#name)
  }
}

customElements.define("draft-keep", DraftKeep)
