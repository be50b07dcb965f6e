// <sortable-list> of [data-item="7" data-place-url="…"], each with a [data-handle] to drag it by. A drop posts {before}: the
// item that it stands above now, or nothing for the end. Lists of one data-group exchange items: they keep an order of their
// own, and a drop posts {data-field: data-into} of the list that it went to. The fragments that come back are morphed in; a
// refusal puts it back.
import type Sortable from "sortablejs"
import { apply } from "../lib/fragments"
import { reason, send } from "../lib/http"
import { toast } from "../lib/toast"
import { word } from "../lib/words"

class SortableList extends HTMLElement {
  #sortable: Sortable | undefined
  #next: Node | null = null

  async connectedCallback(): Promise<void> {
    const { default: sortable } = await import("sortablejs")
    if (!this.isConnected || this.#sortable) return
    const group = this.dataset.group
    this.#sortable = sortable.create(this, {
      ...(group ? { group, sort: false } : {}),
      draggable: "[data-item]",
      handle: "[data-handle]",
      forceFallback: true,
      fallbackTolerance: 3,
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      ghostClass: "is-placeholder",
      dragClass: "is-dragged",
      fallbackClass: "is-dragged",
      onStart: event => (this.#next = event.item.nextSibling),
      onEnd: event => void this.#drop(event.item, event.to),
    })
  }

  disconnectedCallback(): void {
    this.#sortable?.destroy()
    this.#sortable = undefined
  }

  async #drop(item: HTMLElement, list: HTMLElement): Promise<void> {
    const home = this.#next
    const stays = list === this && (home === item.nextSibling || !!this.dataset.group)
    if (stays || (await this.#place(item, list))) return
    if (item.isConnected) this.insertBefore(item, home?.parentNode === this ? home : null)
  }

  async #place(item: HTMLElement, list: HTMLElement): Promise<boolean> {
    const below = item.nextElementSibling?.closest<HTMLElement>("[data-item]")
    const { field, into } = list.dataset
    const body = new URLSearchParams(field ? { [field]: into ?? "" } : { before: below?.dataset.item ?? "" })
    try {
      const response = await send(item.dataset.placeUrl ?? "", { method: "POST", body })
      if (response.ok) apply(await response.text())
      else toast(await reason(response), "refused")
      return response.ok
    } catch {
      toast(word("offline"), "refused")
      return false
    }
  }
}

customElements.define("sortable-list", SortableList)
