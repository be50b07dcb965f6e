// <data-chart><script type="application/json">SPEC</script><details><summary>…</summary><table>…</table></details></data-chart>
// Draws the numbers of SPEC (lib/charts.ts describes it) in the colours of the theme. A point with a url opens it, in the
// side panel when the element has data-panel. The table stays in the page for everybody.
import type { Drawing, Spec } from "../lib/charts"
import { word } from "../lib/words"

class DataChart extends HTMLElement {
  #plot = document.createElement("div")
  #drawing: Drawing | undefined
  #dark = matchMedia("(prefers-color-scheme: dark)")
  #resize = new ResizeObserver(() => this.#drawing?.resize())
  #theme = new MutationObserver(() => void this.#draw())
  #data = new MutationObserver(records => {
    if (records.some(record => !this.#plot.contains(record.target))) void this.#draw()
  })

  connectedCallback(): void {
    this.#plot.className = "plot"
    this.#plot.dataset.keep = ""
    this.#plot.setAttribute("role", "img")
    this.#plot.setAttribute("aria-label", this.getAttribute("aria-label") ?? word("chart"))
    this.#plot.style.height = "var(--chart-height, 18rem)"
    this.prepend(this.#plot)
    this.#dark.addEventListener("change", this.#draw)
    this.#theme.observe(document.documentElement, { attributeFilter: ["data-theme"] })
    this.#data.observe(this, { childList: true, characterData: true, subtree: true })
    this.#resize.observe(this.#plot)
    void this.#draw()
  }

  disconnectedCallback(): void {
    this.#dark.removeEventListener("change", this.#draw)
    for (const observer of [this.#theme, this.#data, this.#resize]) observer.disconnect()
    this.#drawing?.dispose()
    this.#drawing = undefined
    this.#plot.remove()
  }

  #draw = async (): Promise<void> => {
    const source = this.querySelector('script[type="application/json"]')?.textContent
    if (!source) return
    const { draw } = await import("../lib/charts")
    if (!this.isConnected) return
    this.#drawing ??= draw(this.#plot, url => this.#open(url))
    this.#drawing.show(JSON.parse(source) as Spec)
    this.dataset.drawn = ""
  }

  #open(url: string): void {
    const link = document.createElement("a")
    link.href = url
    link.toggleAttribute("data-panel", this.hasAttribute("data-panel"))
    this.append(link)
    link.click()
    link.remove()
  }
}

customElements.define("data-chart", DataChart)
