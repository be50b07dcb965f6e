// Dialogs: [data-dialog="ID"] opens it; [data-close] inside and a click beside it close it. A dialog with data-src is filled
// when it opens. Once the server has taken a form: data-closes closes its dialog or details, data-apply puts the answer's
// fragments into the page, data-resets empties it for the next entry, data-asks lets the page ask for its
// news at once.
import htmx from "htmx.org"
import { apply } from "./fragments"
import { send } from "./http"
import { isWrittenSince } from "./writing"

document.addEventListener("click", event => {
  const target = event.target as Element
  const opener = target.closest<HTMLElement>("[data-dialog]")
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog ?? "")
    const isTaken = event.defaultPrevented && !opener.matches("a[hx-get]") // a link that htmx follows is prevented by it
    if (dialog instanceof HTMLDialogElement && !isTaken) {
      event.preventDefault()
      const filled = opener.getAttribute("hx-target") // what it said of another thing must not be answered now
      if (filled) dialog.querySelector(filled)?.replaceChildren()
      void open(dialog)
    }
  } else if (target instanceof HTMLDialogElement && isBeside(target, event)) {
    target.close()
  } else if (target.closest("[data-close]")) {
    target.closest("dialog")?.close()
  }
})

document.addEventListener("htmx:afterRequest", event => {
  const { elt, successful, xhr } = (event as CustomEvent<{ elt: Element; successful: boolean; xhr: XMLHttpRequest }>).detail
  if (!successful) return
  if (elt.matches("[data-closes]")) elt.closest("dialog")?.close()
  if (elt.matches("[data-apply]")) apply(xhr.responseText)
  if (elt instanceof HTMLFormElement && elt.matches("[data-resets]") && !isWrittenSince(elt)) elt.reset()
  if (elt.matches("[data-asks]")) document.dispatchEvent(new CustomEvent("live-ask"))
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
