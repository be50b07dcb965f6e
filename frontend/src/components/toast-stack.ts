// <toast-stack></toast-stack>, once per page, says what happened and goes away by itself; longer when it offers an action
// (a form, usually undo), never while the mouse or the focus is on it. Fed by `toast` events ({text, kind}) and by elements
// with data-toast that stand in the page or in the server's answers. Ctrl+Z sends the newest toast's form.
import htmx from "htmx.org"
import { apply } from "../lib/fragments"
import { reason, send } from "../lib/http"
import { toast, toastsIn, type Kind } from "../lib/toast"
import { word } from "../lib/words"

const SHORT = 5_000
const LONG = 10_000

class ToastStack extends HTMLElement {
  connectedCallback(): void {
    this.setAttribute("role", "status")
    this.setAttribute("aria-live", "polite")
    document.addEventListener("toast", this.#hear)
    document.addEventListener("htmx:load", this.#arrived)
    document.addEventListener("keydown", this.#undo)
    this.addEventListener("submit", this.#submit)
    this.addEventListener("htmx:beforeSwap", event => (event.target as Element).closest(".toast")?.remove())
    toastsIn(document)
  }

  disconnectedCallback(): void {
    document.removeEventListener("toast", this.#hear)
    document.removeEventListener("htmx:load", this.#arrived)
    document.removeEventListener("keydown", this.#undo)
  }

  #arrived = (event: Event): void => {
    const element = (event as CustomEvent<{ elt: Element }>).detail.elt
    if (element.parentElement && !this.contains(element)) toastsIn(element.parentElement)
  }

  #hear = (event: Event): void => {
    const { text, kind, element } = (event as CustomEvent<{ text?: string; kind?: Kind; element?: HTMLElement }>).detail
    const item = element ?? document.createElement("div")
    if (text) item.append(Object.assign(document.createElement("p"), { textContent: text }))
    if (kind) item.dataset.kind = kind
    item.removeAttribute("data-toast")
    item.hidden = false
    item.classList.add("toast")
    this.#show(item)
  }

  #show(item: HTMLElement): void {
    const close = document.createElement("button")
    close.type = "button"
    close.className = "toast-close"
    close.setAttribute("aria-label", word("close"))
    close.addEventListener("click", () => item.remove())
    item.append(close)
    const life = item.querySelector("form") || item.dataset.kind === "refused" ? LONG : SHORT
    let timer = 0
    const wait = (): void => {
      clearTimeout(timer)
      timer = window.setTimeout(() => item.remove(), life)
    }
    for (const name of ["pointerenter", "focusin"]) item.addEventListener(name, () => clearTimeout(timer))
    for (const name of ["pointerleave", "focusout"]) item.addEventListener(name, wait)
    this.append(item)
    htmx.process(item)
    wait()
  }

  #submit = async (event: SubmitEvent): Promise<void> => {
    const form = event.target as HTMLFormElement
    if (form.matches("[hx-post]")) return
    event.preventDefault()
    const body = new FormData(form, event.submitter)
    form.closest(".toast")?.remove()
    try {
      const response = await send(form.action, { method: "POST", body })
      if (!response.ok) toast(await reason(response), "refused")
      else if (response.redirected) location.reload()
      else apply(await response.text())
      document.dispatchEvent(new CustomEvent("live-ask"))
    } catch {
      toast(word("offline"), "refused")
    }
  }

  #undo = (event: KeyboardEvent): void => {
    const target = event.target as Element
    const pressed = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
    const form = [...this.querySelectorAll("form")].at(-1)
    if (!pressed || !form || target.closest("input:not([type=checkbox], [type=radio]), textarea, [contenteditable]")) return
    event.preventDefault()
    form.requestSubmit()
  }
}

customElements.define("toast-stack", ToastStack)
