// htmx as our pages use it: nothing that a strict content security policy forbids, refusals as toasts.
import htmx from "htmx.org"
import { Idiomorph } from "idiomorph/htmx"
import { ask } from "./ask"
import { csrfToken, reasonIn } from "./http"
import { toast } from "./toast"
import { word } from "./words"
import { isBeingWritten, isSent } from "./writing"

Object.assign(htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0, // pages hold confidential figures: no copies in the browser's storage
  refreshOnHistoryMiss: true,
  defaultSettleDelay: 0, // what arrives can be used at once
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
})

document.addEventListener("htmx:configRequest", event => {
  const { verb, headers } = (event as CustomEvent<{ verb: string; headers: Record<string, string> }>).detail
  if (verb !== "get") headers["X-CSRFToken"] = csrfToken()
})

document.addEventListener("htmx:responseError", event => {
  const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail
  void ask(xhr.getResponseHeader("X-Ask"))
  toast(reasonIn(xhr.responseText, xhr.getResponseHeader("Content-Type"), xhr.statusText || String(xhr.status)), "refused")
})

document.addEventListener("htmx:sendError", () => toast(word("offline"), "refused"))

Idiomorph.defaults.ignoreActiveValue = true
Idiomorph.defaults.callbacks.beforeNodeMorphed = (node: Node) => !isBeingWritten(node)
Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name: string) => name !== "open"

document.addEventListener("htmx:beforeSwap", event => {
  const { requestConfig, xhr } = (event as CustomEvent<{ requestConfig: { elt: Element }; xhr: XMLHttpRequest }>).detail
  const form = requestConfig.elt
  if (!(form instanceof HTMLFormElement) || xhr.status >= 300) return
  isSent(form)
  if (form.matches("[data-closes]")) form.closest("details")?.removeAttribute("open")
})
