// <form data-entries>: one entry after the other, as fast as somebody types. Enter takes what is written and leaves an empty field
// for the next; the entries go to the form's action in their order, and the fragments that come back are put into the page.
// A refused one is told of and put back into the field, or said in full where the next is being written already.
import { apply } from "./fragments"
import { reason, send } from "./http"
import { toast } from "./toast"
import { word } from "./words"

const lines = new WeakMap<HTMLFormElement, Promise<void>>()

document.addEventListener(
  "submit",
  event => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-entries]")) return
    event.preventDefault()
    event.stopPropagation()
    const entry = new FormData(form)
    form.reset()
    const before = lines.get(form) ?? Promise.resolve()
    lines.set(form, before.then(() => enter(form, entry)))
  },
  { capture: true },
)

async function enter(form: HTMLFormElement, entry: FormData): Promise<void> {
  const body = new URLSearchParams([...entry].map(([name, value]) => [name, String(value)]))
  try {
    const response = await send(form.getAttribute("action") ?? "", { method: "POST", body })
    if (response.ok) apply(await response.text())
    else giveBack(form, entry, await reason(response))
  } catch {
    giveBack(form, entry, word("offline"))
  }
}

function giveBack(form: HTMLFormElement, entry: FormData, why: string): void {
  const field = form.querySelector<HTMLInputElement | HTMLTextAreaElement>("input:not([type=hidden]), textarea")
  const written = String(entry.get(field?.name ?? "") ?? "")
  const isFree = field?.isConnected && !field.value
  if (isFree) field.value = written
  toast(isFree ? why : `${why} (${written})`, "refused")
}
