// Days as the server writes them, 2026-12-01, without a zone.

export function addDays(day: string, count: number): string {
  return new Date(at(day) + count * 86_400_000).toISOString().slice(0, 10)
}

export function daysBetween(first: string, last: string): number {
  return Math.round((at(last) - at(first)) / 86_400_000)
}

function at(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}
