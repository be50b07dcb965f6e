// <copy-link value="/cards/12/"><button type="button">…</button></copy-link> copies the address, made absolute; with
// data-text it copies the value as it is. Also over plain http, where browsers have no clipboard object.
import { toast } from "../lib/toast"
import { word } from "../lib/words"

class CopyLink extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", event => {
      event.preventDefault()
      void this.#copy()
    })
  }

  async #copy(): Promise<void> {
    const value = this.getAttribute("value") ?? ""
    const text = this.hasAttribute("data-text") ? value : new URL(value, document.baseURI).href
    if (window.isSecureContext) await navigator.clipboard.writeText(text)
    else copyByHand(text)
    toast(word("copied"), "done")
  }
}

function copyByHand(text: string): void {
  const field = document.createElement("textarea")
  field.value = text
  document.body.append(field)
  field.select()
  document.execCommand("copy")
  field.remove()
}

customElements.define("copy-link", CopyLink)
