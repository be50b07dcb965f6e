// Days of bars: a bar [data-bar] has data-from and data-to (ISO days, one of them may be empty) and knows how its server calls
// them (data-from-name, data-to-name). A day is as wide as the chart's --day.

export type Edge = "whole" | "start" | "end" | "link"

export interface Step {
  start: number
  end: number
}

export const NO_STEP: Step = { start: 0, end: 0 }

export function shifted(day: string, days: number): string {
  if (!day) return ""
  const moment = new Date(`${day}T00:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() + days)
  return moment.toISOString().slice(0, 10)
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** The step that an edge takes; a bar never ends before it starts, and a point is moved as a whole. */
export function stepOf(bar: HTMLElement, edge: Edge, days: number): Step {
  const { from, to } = bar.dataset
  if (edge === "whole" || !from || !to) return { start: days, end: days }
  const room = daysBetween(from, to)
  return edge === "start" ? { start: Math.min(days, room), end: 0 } : { start: 0, end: Math.max(days, -room) }
}

/** Show a bar where it would be, without changing it. */
export function preview(bar: HTMLElement, step: Step): void {
  bar.style.setProperty("--shift", String(step.start))
  bar.style.setProperty("--grow", String(step.end - step.start))
  bar.toggleAttribute("data-moved", step.start !== 0 || step.end !== 0)
}

/** What to send: the days that the bar has, after this step. */
export function fieldsOf(bar: DOMStringMap, step: Step): URLSearchParams {
  const { from = "", to = "", fromName = "from", toName = "to", version = "" } = bar
  const body = new URLSearchParams({ version })
  if (from) body.set(fromName, shifted(from, step.start))
  if (to) body.set(toName, shifted(to, step.end))
  return body
}

/** As the pages write days: the day before the month. */
const lang = (): string => document.documentElement.lang.replace(/^en$/, "en-GB") || "en-GB"

/** "24 Nov – 28 Nov (+3 days)" */
export function spoken(bar: DOMStringMap, step: Step): string {
  const day = new Intl.DateTimeFormat(lang(), { day: "numeric", month: "short", weekday: "short", timeZone: "UTC" })
  const both = [shifted(bar.from ?? "", step.start), shifted(bar.to ?? "", step.end)].filter(Boolean)
  const said = [...new Set(both)].map(each => day.format(new Date(`${each}T00:00:00Z`))).join(" – ")
  const count = step.end || step.start
  const unit = new Intl.NumberFormat(lang(), { style: "unit", unit: "day", unitDisplay: "long", signDisplay: "exceptZero" })
  return count ? `${said} (${unit.format(count)})` : said
}
