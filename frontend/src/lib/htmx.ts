// htmx as our pages use it: nothing that a strict content security policy forbids, refusals as toasts.
import htmx from "htmx.org"
import { csrfToken, reasonIn } from "./http"
import { toast } from "./toast"
import { word } from "./words"

Object.assign(htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0, // pages hold confidential figures: no copies in the browser's storage
  refreshOnHistoryMiss: true,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true }, // a form with its errors
    { code: "[45]..", swap: false, error: true },
  ],
})

document.addEventListener("htmx:configRequest", event => {
  const { verb, headers } = (event as CustomEvent<{ verb: string; headers: Record<string, string> }>).detail
  if (verb !== "get") headers["X-CSRFToken"] = csrfToken()
})

document.addEventListener("htmx:responseError", event => {
  const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail
  toast(reasonIn(xhr.responseText, xhr.getResponseHeader("Content-Type"), xhr.statusText || String(xhr.status)), "refused")
})

document.addEventListener("htmx:sendError", () => toast(word("offline"), "refused"))
