// Dialogs: [data-dialog="ID"] opens it; [data-close] inside and a click beside it close it. A dialog with data-src is filled
// when it opens. A form with data-closes closes its dialog once the server has taken it.
import htmx from "htmx.org"
import { send } from "./http"

document.addEventListener("click", event => {
  const target = event.target as Element
  const opener = target.closest<HTMLElement>("[data-dialog]")
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog ?? "")
    if (dialog instanceof HTMLDialogElement && !event.defaultPrevented) {
      event.preventDefault()
      void open(dialog)
    }
  } else if (target instanceof HTMLDialogElement && isBeside(target, event)) {
    target.close()
  } else if (target.closest("[data-close]")) {
    target.closest("dialog")?.close()
  }
})

document.addEventListener("htmx:afterRequest", event => {
  const { elt, successful } = (event as CustomEvent<{ elt: Element; successful: boolean }>).detail
  if (successful && elt.matches("[data-closes]")) elt.closest("dialog")?.close()
})

async function open(dialog: HTMLDialogElement): Promise<void> {
  if (!dialog.open) dialog.showModal()
  if (!dialog.dataset.src) return
  dialog.setAttribute("aria-busy", "true")
  const response = await send(dialog.dataset.src)
  dialog.innerHTML = response.ok ? await response.text() : dialog.innerHTML
  dialog.removeAttribute("aria-busy")
  htmx.process(dialog)
  dialog.querySelector<HTMLElement>("[autofocus]")?.focus()
}

function isBeside(dialog: HTMLDialogElement, { clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = dialog.getBoundingClientRect()
  return clientX < left || clientX > right || clientY < top || clientY > bottom
}
