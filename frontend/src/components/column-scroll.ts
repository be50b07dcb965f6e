// <column-scroll src="/…?after=50" data-next="ID of the first card not loaded"><a href="/…">More</a></column-scroll>
// Loads the rest of a list when it comes near the visible part: the fragment from src takes its place (and may end in
// another column-scroll). With data-by-hand only a click on its link does. Without JavaScript the link does the same.
import htmx from "htmx.org"
import { parse } from "../lib/fragments"
import { send } from "../lib/http"

class ColumnScroll extends HTMLElement {
  static readonly observedAttributes = ["src"]

  #observer: IntersectionObserver | undefined
  #loading = false

  connectedCallback(): void {
    this.#observer = new IntersectionObserver(
      entries => entries.some(entry => entry.isIntersecting) && void this.#load(),
      { root: scroller(this), rootMargin: "400px" },
    )
    this.#watch()
    this.addEventListener("click", event => {
      event.preventDefault()
      void this.#load()
    })
  }

  /** Another list stands here now (a filter was changed): look again whether the end is in view. */
  attributeChangedCallback(): void {
    this.#observer?.unobserve(this)
    this.#watch()
  }

  #watch(): void {
    if (!this.hasAttribute("data-by-hand")) this.#observer?.observe(this)
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect()
  }

  async #load(): Promise<void> {
    const source = this.getAttribute("src")
    if (!source || this.#loading) return
    this.#loading = true
    this.setAttribute("aria-busy", "true")
    try {
      const response = await send(source)
      const html = await response.text()
      if (response.ok && source === this.getAttribute("src")) this.#become(parse(html))
    } catch {
      // The link stays: a click tries again.
    }
    this.#loading = false
    this.removeAttribute("aria-busy")
  }

  #become(content: DocumentFragment): void {
    const parent = this.parentElement
    for (const element of [...content.children]) if (element.id && document.getElementById(element.id)) element.remove()
    this.replaceWith(content)
    if (parent) htmx.process(parent)
  }
}

function scroller(element: Element): Element | null {
  for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(box).overflowY)) return box
  }
  return null
}

customElements.define("column-scroll", ColumnScroll)
