// The few words that the browser says by itself. A page in another language gives its own in
// <script type="application/json" id="words">{"offline": "…"}</script>.

const ENGLISH = {
  offline: "No connection. Nothing was changed.",
  close: "Close",
  copied: "Copied",
  empty: "Nothing found",
  palette: "Commands and search",
  chart: "Chart; its numbers are in the table below",
  results: "Results",
  draft: "The text was changed since you began a draft. Bring my draft",
  uploads: "Uploads",
  cancel: "Cancel",
  tooLarge: "This is too large: a file may have at most",
  folder: "A folder cannot be sent. Drop the files in it.",
}

export function word(name: keyof typeof ENGLISH): string {
  const given = document.getElementById("words")?.textContent
  return (given ? (JSON.parse(given) as Partial<typeof ENGLISH>)[name] : undefined) ?? ENGLISH[name]
}
