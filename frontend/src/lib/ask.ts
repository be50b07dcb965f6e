// A refusal that can be helped: the server's answer names, in X-Ask, the address of a form that asks for what is missing. It is
// shown in the dialog of moving; sending it does what was refused.
import htmx from "htmx.org"
import { send } from "./http"

export async function ask(address: string | null | undefined): Promise<boolean> {
  const body = document.getElementById("move-dialog-body")
  const dialog = body?.closest("dialog")
  if (!address?.startsWith("/") || !body || !dialog) return false
  const response = await send(address)
  if (!response.ok) return false
  body.innerHTML = await response.text()
  htmx.process(body)
  if (!dialog.open) dialog.showModal()
  body.querySelector<HTMLElement>("[autofocus]")?.focus()
  return true
}
