// <theme-switch> around buttons [data-theme-value="system|light|dark"]. The choice is kept here and in a cookie, from which
// the server writes <html data-theme="…">, so that no page flashes.

const YEAR = 31_536_000

class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", this.#click)
    this.#mark(localStorage.getItem("theme") ?? document.documentElement.dataset.theme ?? "system")
  }

  #click = (event: Event): void => {
    const theme = (event.target as Element).closest<HTMLElement>("[data-theme-value]")?.dataset.themeValue
    if (!theme) return
    localStorage.setItem("theme", theme)
    document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=lax`
    this.#mark(theme)
  }

  #mark(theme: string): void {
    if (document.documentElement.dataset.theme !== theme) document.documentElement.dataset.theme = theme
    for (const button of this.querySelectorAll<HTMLElement>("[data-theme-value]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeValue === theme))
    }
  }
}

customElements.define("theme-switch", ThemeSwitch)
