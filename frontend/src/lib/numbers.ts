// Writes numbers for the eye, in the page's language.

export type Format = "number" | "money" | "percent" | "days"

export function formatter(format: Format = "number", unit = ""): (value: number) => string {
  const compact: Intl.NumberFormatOptions = { notation: "compact", maximumFractionDigits: 1 }
  const styles: Record<Format, Intl.NumberFormatOptions> = {
    number: { ...compact },
    days: { maximumFractionDigits: 1 },
    percent: { style: "percent", maximumFractionDigits: 1 },
    money: unit ? { ...compact, style: "currency", currency: unit, currencyDisplay: "narrowSymbol" } : compact,
  }
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined, styles[format])
  const suffix = unit && format !== "money" ? ` ${unit}` : ""
  return value => number.format(value) + suffix
}
