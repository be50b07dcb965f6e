// A stretch of time in a box that scrolls: what day lies under a point, and which one stays in view when the stretch changes.

export class TimeView {
  #host: HTMLElement
  #shown = 0
  #top = 0

  constructor(host: HTMLElement) {
    this.#host = host
  }

  watch(): void {
    const note = (): void => {
      this.#shown = this.#day()
      this.#top = this.box?.scrollTop ?? 0
    }
    this.box?.addEventListener("scroll", note, { passive: true })
  }

  get box(): HTMLElement | null {
    return this.#host.querySelector("[data-scroll]")
  }

  get #scale(): HTMLElement | null {
    return this.#host.querySelector("[data-scale]")
  }

  get dayWidth(): number {
    return (this.#scale?.offsetWidth ?? 1) / Number(this.#host.dataset.days ?? 1)
  }

  /** How far the scale is from the left of the box. */
  get inset(): number {
    return this.#scale?.offsetLeft ?? 0
  }

  /** Scroll so that a day, counted from the first one, lies a third from the left. */
  show(day: number): void {
    requestAnimationFrame(() => {
      if (this.box) this.box.scrollLeft = day * this.dayWidth - this.#third()
    })
  }

  /** Another first day: what was in view stays there. */
  keep(oldFirst: string, first: string): void {
    this.show(this.#shown + (Date.parse(oldFirst) - Date.parse(first)) / 86_400_000)
  }

  /** Another width of days, or the box was put back: the same days and rows as before. */
  again(): void {
    const top = this.#top
    this.show(this.#shown)
    requestAnimationFrame(() => this.box && (this.box.scrollTop = top))
  }

  /** Scroll sideways to a bar that lies out of sight. */
  reveal(bar: Element | null): void {
    const box = this.box?.getBoundingClientRect()
    const at = bar?.getBoundingClientRect()
    if (!this.box || !box || !at) return
    if (at.right < box.left + this.inset || at.left > box.right) this.box.scrollLeft += at.left - box.left - this.inset - this.#third()
  }

  /** How many days after the first one a point lies; undefined beside the stretch. */
  dayAt({ clientX, clientY }: PointerEvent): number | undefined {
    const box = this.box?.getBoundingClientRect()
    const scale = this.#scale?.getBoundingClientRect()
    if (!box || !scale || clientY > box.bottom || clientY < box.top || clientX > box.right) return undefined
    if (clientX < box.left + this.inset) return undefined
    return Math.floor((clientX - scale.left) / this.dayWidth)
  }

  #third(): number {
    return ((this.box?.clientWidth ?? 0) - this.inset) / 3
  }

  #day(): number {
    return ((this.box?.scrollLeft ?? 0) + this.#third()) / this.dayWidth
  }
}
