// The theme's colours as the chart library can read them: custom properties, resolved to rgb.
// --chart-1 … --chart-8, --chart-text, --chart-strong, --chart-grid, --chart-surface; any other token by its name.

const FALLBACK = ["#2563a8", "#c2570c", "#2e7d4f", "#8a4fb5", "#b3382c", "#0e7c86", "#8a6d00", "#5b6470"]

export interface Palette {
  text: string
  strong: string
  grid: string
  surface: string
  font: string
  series(at: number): string
  token(name: string): string
}

export function palette(element: HTMLElement): Palette {
  const token = (name: string, otherwise = "#5b6470"): string => resolve(element, name, otherwise)
  return {
    text: token("chart-text"),
    strong: token("chart-strong", getComputedStyle(element).color),
    grid: token("chart-grid", "#8884"),
    surface: token("chart-surface", "#fff"),
    font: getComputedStyle(element).fontFamily,
    series: at => token(`chart-${(at % FALLBACK.length) + 1}`, FALLBACK[at % FALLBACK.length]),
    token,
  }
}

/** Any colour that the browser understands (oklch, light-dark(), color-mix()), as rgba: painted once and read back. */
function resolve(element: HTMLElement, name: string, otherwise: string): string {
  const probe = document.createElement("i")
  probe.style.color = `var(--${name}, ${otherwise})`
  element.append(probe)
  const colour = getComputedStyle(probe).color
  probe.remove()
  const pen = new OffscreenCanvas(1, 1).getContext("2d")
  if (!pen) return colour
  pen.fillStyle = colour
  pen.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 255] = pen.getImageData(0, 0, 1, 1).data
  return `rgba(${red}, ${green}, ${blue}, ${(alpha / 255).toFixed(3)})`
}
