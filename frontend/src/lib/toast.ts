// Says something in a toast; <toast-stack> listens.

export type Kind = "done" | "refused" | "info"

export function toast(text: string, kind: Kind = "info"): void {
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, kind } }))
}

/** Hand elements that the server marked with data-toast to the stack, out of what it sent. */
export function toastsIn(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-toast]")) {
    if (element.closest("toast-stack")) continue
    element.remove()
    document.dispatchEvent(new CustomEvent("toast", { detail: { element } }))
  }
}
