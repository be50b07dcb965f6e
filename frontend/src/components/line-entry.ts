// <line-entry> around a form's textarea: Enter sends the form, Shift+Enter begins a new line, and the field is as high as its
// text. Pasted lines stay lines.

class LineEntry extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return
      event.preventDefault()
      if (this.#field?.value.trim()) this.closest("form")?.requestSubmit()
    })
    this.addEventListener("input", () => this.#fit())
  }

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector("textarea")
  }

  #fit(): void {
    const field = this.#field
    if (!field) return
    field.style.height = "auto"
    if (field.value.includes("\n")) field.style.height = `${field.scrollHeight + 2}px`
  }
}

customElements.define("line-entry", LineEntry)
