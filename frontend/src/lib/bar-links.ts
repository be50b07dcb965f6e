// Lines from bars to those that come after them: each row [data-links="bar-7 !bar-9"] names the rows it leads to, "!" marks a
// broken one. Drawn into one picture behind the bars, for the rows that are in the page.

const SVG = "http://www.w3.org/2000/svg"
const TURN = 9

export function drawLinks(rows: HTMLElement, picture: SVGSVGElement): void {
  const paths: SVGPathElement[] = []
  for (const row of rows.querySelectorAll<HTMLElement>("[data-links]")) {
    for (const name of (row.dataset.links ?? "").split(" ")) {
      const target = document.getElementById(name.replace("!", ""))
      const from = row.querySelector<HTMLElement>("[data-bar]")
      const to = target?.querySelector<HTMLElement>("[data-bar]")
      if (from && to) paths.push(path(ends(from, row), ends(to, target!), name.startsWith("!")))
    }
  }
  picture.replaceChildren(...paths)
}

interface Ends {
  left: number
  right: number
  middle: number
  half: number
}

/** Where a bar lies within the rows; from layout, so that a row out of sight counts too. */
function ends(bar: HTMLElement, row: HTMLElement): Ends {
  const track = bar.closest<HTMLElement>("[data-track]")!
  const left = track.offsetLeft + bar.offsetLeft
  return { left, right: left + bar.offsetWidth, middle: row.offsetTop + row.offsetHeight / 2, half: row.offsetHeight / 2 }
}

/** From the end of one bar to the beginning of the other, round the corner where that lies further left. */
function path(from: Ends, to: Ends, isBroken: boolean): SVGPathElement {
  const down = to.middle > from.middle ? 1 : -1
  const [x, y] = [from.right, from.middle]
  const direct = `M${x} ${y}H${Math.max(x + TURN, to.left - TURN)}V${to.middle}H${to.left - 3}`
  const round = `M${x} ${y}H${x + TURN}V${y + down * from.half}H${to.left - TURN}V${to.middle}H${to.left - 3}`
  const line = document.createElementNS(SVG, "path")
  const head = `M${to.left - 6} ${to.middle - 3.5}L${to.left - 1} ${to.middle}L${to.left - 6} ${to.middle + 3.5}`
  line.setAttribute("d", (to.left - TURN >= x + TURN ? direct : round) + head)
  if (isBroken) line.setAttribute("class", "is-broken")
  return line
}
