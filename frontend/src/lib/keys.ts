// Single keys: an element with data-key="c" is clicked (a field: focused) when c is pressed outside of fields; data-key="g b"
// answers g, then b. The focused or hovered [data-card] is asked first, then the page. "?" opens dialog[data-shortcuts], "/"
// goes to [data-search]. <html data-keys="off"> switches all of them off. Nothing happens while typing or with Ctrl, Alt, Cmd.

import { isReachable } from "./menus"

const SEQUENCE_TIME = 1_200
const FIELDS = "input, textarea, select, [contenteditable], [role=textbox], [role=combobox]"

let prefix = ""
let timer = 0

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  if (document.documentElement.dataset.keys === "off" || isTyping(event.target)) return
  const pressed = event.shiftKey ? event.key : event.key.toLowerCase()
  if (pressed.length > 1) return
  const key = prefix ? `${prefix} ${pressed}` : pressed
  const target = find(key)
  clear()
  if (target) {
    event.preventDefault()
    act(target)
  } else if (!key.includes(" ") && document.querySelector(`[data-key^="${CSS.escape(key)} "]`)) {
    event.preventDefault()
    prefix = key
    timer = window.setTimeout(clear, SEQUENCE_TIME)
  }
})

function clear(): void {
  prefix = ""
  clearTimeout(timer)
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && !!target.closest(FIELDS) && !target.matches("[type=checkbox], [type=radio]")
}

function find(key: string): HTMLElement | undefined {
  const dialog = [...document.querySelectorAll("dialog:modal")].at(-1)
  if (!dialog && key === "?") return document.querySelector<HTMLElement>("[data-shortcuts]") ?? undefined
  if (!dialog && key === "/") return document.querySelector<HTMLElement>("[data-search]") ?? undefined
  const wanted = `[data-key="${CSS.escape(key)}"]`
  if (dialog) return dialog.querySelector<HTMLElement>(wanted) ?? undefined
  const card = document.activeElement?.closest("[data-card]") ?? document.querySelector("[data-card]:hover")
  const own = card?.querySelector<HTMLElement>(wanted)
  if (own) return own
  return [...document.querySelectorAll<HTMLElement>(wanted)].find(
    element => !element.closest("[data-card]") && !element.matches(":disabled") && isReachable(element),
  )
}

function act(target: HTMLElement): void {
  if (target instanceof HTMLDialogElement) target.showModal()
  else if (target.matches(FIELDS)) target.focus()
  else target.click()
}
