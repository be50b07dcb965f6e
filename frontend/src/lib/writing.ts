// What somebody is writing stays, whatever arrives meanwhile: the text of a textarea or of a field that is saved with a version,
// and the version that it was written on, so that the server can tell who was quicker. Whoever was told so (412) sees the
// other's change, and may then send again. Of a form for a new entry (data-resets) everything stays that was filled in.
import htmx from "htmx.org"

const told = new WeakSet<HTMLFormElement>()

export function isBeingWritten(node: Node): boolean {
  if (node instanceof HTMLSelectElement) return !!node.form?.matches("[data-resets]") && isChosen(node)
  if (!(node instanceof HTMLInputElement) || node.name !== "version") return isField(node) && node.value !== node.defaultValue
  if (!node.form || told.delete(node.form)) return false
  return [...node.form.elements].some(field => field !== node && isBeingWritten(field))
}

function isField(node: Node): node is HTMLTextAreaElement | HTMLInputElement {
  if (node instanceof HTMLTextAreaElement) return true
  if (!(node instanceof HTMLInputElement) || node.type !== "text" || !node.form) return false
  return node.form.matches("[data-resets]") || !!node.form.elements.namedItem("version")
}

function isChosen(select: HTMLSelectElement): boolean {
  const given = [...select.options].findIndex(option => option.defaultSelected)
  return select.selectedIndex !== Math.max(given, 0)
}

const sent = new WeakMap<HTMLFormElement, FormData>()

document.addEventListener("htmx:beforeRequest", event => {
  const { elt } = (event as CustomEvent<{ elt: Element }>).detail
  if (elt instanceof HTMLFormElement) sent.set(elt, new FormData(elt))
})

/** What a form has sent may be replaced by the answer; what was written since stays. */
export function isSent(form: HTMLFormElement): void {
  for (const field of form.elements) {
    if (!isField(field)) continue
    const since = sent.has(form) && field.value !== sent.get(form)?.get(field.name)
    if (form.matches("[data-resets]") && !since) field.value = ""
    if (!since) field.defaultValue = field.value
  }
}

/** Whether something was written into the form after it was sent. */
export function isWrittenSince(form: HTMLFormElement): boolean {
  return [...form.elements].some(field => isField(field) && field.value !== field.defaultValue)
}

document.addEventListener("htmx:responseError", event => {
  const { elt, xhr } = (event as CustomEvent<{ elt: Element; xhr: XMLHttpRequest }>).detail
  const form = elt.closest("form")
  if (!form || xhr.status !== 412) return
  told.add(form)
  const view = form.closest("[hx-get]")
  if (view) void htmx.ajax("get", view.getAttribute("hx-get")!, { target: view, swap: "morph:outerHTML" })
})
