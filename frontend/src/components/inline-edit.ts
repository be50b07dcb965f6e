// <inline-edit data-use="TEMPLATE ID" data-action="/…" data-value data-version><button data-edit>Shown</button></inline-edit>
// A click on [data-edit] puts the template's field in place of what is shown. Enter, a choice or leaving the field sends it to
// data-action; Esc leaves it as it was. The answer's fragments come by the page's live region, its toasts at once.
import { ask } from "../lib/ask"
import { parse, release } from "../lib/fragments"
import { reason, send } from "../lib/http"
import { toast, toastsIn } from "../lib/toast"
import { word } from "../lib/words"

type Field = HTMLInputElement | HTMLSelectElement

class InlineEdit extends HTMLElement {
  #shown: Node[] = []
  #form: HTMLFormElement | undefined
  #sending = false

  connectedCallback(): void {
    this.addEventListener("click", event => {
      if ((event.target as Element).closest("[data-edit]")) this.#open()
    })
  }

  #open(): void {
    const template = document.getElementById(this.dataset.use ?? "")
    if (this.#form || !(template instanceof HTMLTemplateElement)) return
    this.#form = document.createElement("form")
    this.#form.className = "inline-form-cell"
    this.#form.append(template.content.cloneNode(true))
    const field = this.#field(this.#form)
    field.value = this.dataset.value ?? ""
    this.#shown = [...this.childNodes]
    this.replaceChildren(this.#form)
    this.#listen(field)
    field.focus()
    if (field instanceof HTMLInputElement && field.type === "text") field.select()
    else if (field instanceof HTMLSelectElement) this.#unfold(field)
  }

  #field(form: HTMLFormElement): Field {
    return form.querySelector<Field>("[data-field], select, input:not([type=hidden])")!
  }

  /** One click less: the choices are there at once, where the browser lets us. */
  #unfold(field: HTMLSelectElement): void {
    try {
      field.showPicker()
    } catch {
      // Not by a gesture of the person: the field is there all the same.
    }
  }

  #listen(field: Field): void {
    this.#form?.addEventListener("submit", event => {
      event.preventDefault()
      void this.#save(field)
    })
    field.addEventListener("blur", () => void this.#save(field))
    if (field instanceof HTMLSelectElement) field.addEventListener("change", () => void this.#save(field))
    field.addEventListener("keydown", (event: Event) => {
      const { key } = event as KeyboardEvent
      event.stopPropagation()
      if (key === "Escape") {
        event.preventDefault()
        this.#close(true)
      } else if (key === "Enter") {
        event.preventDefault()
        void this.#save(field, true)
      }
    })
  }

  async #save(field: Field, stay = false): Promise<void> {
    if (!this.#form || this.#sending) return
    if (field.value === (this.dataset.value ?? "")) return this.#close(stay)
    this.#sending = true
    const body = new URLSearchParams([...new FormData(this.#form)] as [string, string][])
    if (this.dataset.version) body.set("version", this.dataset.version)
    try {
      const response = await send(this.dataset.action ?? "", { method: "POST", body })
      if (response.ok) {
        toastsIn(parse(await response.text()))
        this.setAttribute("aria-busy", "true")
        addEventListener("live-changed", () => this.removeAttribute("aria-busy"), { once: true })
      } else {
        void ask(response.headers.get("X-Ask"))
        toast(await reason(response), "refused")
      }
    } catch {
      toast(word("offline"), "refused")
    }
    this.#sending = false
    this.#close(stay)
    document.dispatchEvent(new CustomEvent("live-ask"))
  }

  #close(focus: boolean): void {
    if (!this.#form) return
    this.#form = undefined
    this.replaceChildren(...this.#shown)
    if (focus) this.querySelector<HTMLElement>("[data-edit]")?.focus()
    setTimeout(release)
  }
}

customElements.define("inline-edit", InlineEdit)
