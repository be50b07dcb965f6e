// <file-drop data-upload="/…" data-limit="BYTES" data-zone="#view-7"> around a form with a file field. Choosing files sends them
// at once. With a zone, files dropped on it and pictures pasted on the page are sent too; dropped on a [data-upload] in the zone,
// such as a document's row, they go there; in a textarea[data-files] they leave a link. data-refresh, or the zone, is asked for anew when all is sent.
import { type Made, upload } from "../lib/uploads"
import { toast } from "../lib/toast"
import { word } from "../lib/words"

class FileDrop extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("change", this.#chosen)
    if (!this.dataset.zone) return
    document.addEventListener("dragover", this.#over)
    document.addEventListener("dragleave", this.#leave)
    document.addEventListener("drop", this.#drop)
    document.addEventListener("paste", this.#paste)
  }

  disconnectedCallback(): void {
    this.removeEventListener("change", this.#chosen)
    document.removeEventListener("dragover", this.#over)
    document.removeEventListener("dragleave", this.#leave)
    document.removeEventListener("drop", this.#drop)
    document.removeEventListener("paste", this.#paste)
  }

  get #zone(): HTMLElement | null {
    return document.querySelector(this.dataset.zone || "no-zone")
  }

  /** Send a file to the card itself; resolves with what became of it. */
  send(file: File, url = this.dataset.upload ?? ""): Promise<Made | undefined> {
    const refresh = this.dataset.refresh ?? this.dataset.zone
    const target = { url, limit: Number(this.dataset.limit) || Infinity }
    return upload(file, refresh ? { ...target, refresh } : target)
  }

  #chosen = (event: Event): void => {
    const field = event.target as HTMLInputElement
    for (const file of field.files ?? []) void this.send(file)
    field.value = ""
    this.closest("dialog")?.close()
  }

  #over = (event: DragEvent): void => {
    const zone = this.#zone
    if (!zone || !carriesFiles(event) || event.defaultPrevented) return
    event.preventDefault() // also beside the zone: a file that misses it must not replace the page
    const inside = zone.contains(event.target as Node)
    event.dataTransfer!.dropEffect = inside ? "copy" : "none"
    this.#mark(inside ? this.#aim(event) : null)
  }

  #leave = (event: DragEvent): void => {
    if (!event.relatedTarget) this.#mark(null)
  }

  #drop = (event: DragEvent): void => {
    const zone = this.#zone
    this.#mark(null)
    if (!zone || !carriesFiles(event) || event.defaultPrevented) return
    event.preventDefault()
    if (!zone.contains(event.target as Node)) return
    const field = fieldOf(event.target)
    if (field) return this.#write(field, filesIn(event.dataTransfer!))
    const aim = this.#aim(event)
    const url = aim === zone ? undefined : aim.dataset.upload
    for (const file of filesIn(event.dataTransfer!)) void this.send(file, url)
  }

  #paste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (!files.length || event.defaultPrevented || document.querySelector("dialog[open]")) return
    event.preventDefault()
    const field = fieldOf(event.target)
    if (field) this.#write(field, files.map(named))
    else for (const file of files) void this.send(named(file))
  }

  /** The files go to the card, and into the text goes a link to each; a picture is shown there. */
  #write(field: HTMLTextAreaElement, files: File[]): void {
    for (const file of files) {
      void this.send(file).then(made => {
        if (!made || !field.isConnected) return
        const version = field.form?.elements.namedItem("version")
        if (version instanceof HTMLInputElement && version.value === String(made.before)) version.value = String(made.version)
        const name = made.name.replace(/[\[\]\\]/g, "")
        field.setRangeText(`${made.is_picture ? "!" : ""}[${name}](${made.address}) `, field.selectionStart, field.selectionEnd, "end")
        field.dispatchEvent(new Event("input", { bubbles: true }))
      })
    }
  }

  /** What the file would go to: a document of the zone, or the zone itself. */
  #aim(event: DragEvent): HTMLElement {
    const zone = this.#zone!
    const row = (event.target as Element).closest<HTMLElement>("[data-upload]:not(file-drop)")
    return row && zone.contains(row) ? row : zone
  }

  #mark(aim: HTMLElement | null): void {
    for (const marked of document.querySelectorAll(".is-aimed")) if (marked !== aim) marked.classList.remove("is-aimed")
    aim?.classList.add("is-aimed")
  }
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false
}

/** The text into which the files go that come to it. */
function fieldOf(target: EventTarget | null): HTMLTextAreaElement | undefined {
  return target instanceof HTMLTextAreaElement && target.matches("[data-files]") ? target : undefined
}

export function filesIn(transfer: DataTransfer): File[] {
  const items = [...transfer.items].filter(item => item.kind === "file")
  if (items.some(item => item.webkitGetAsEntry()?.isDirectory)) toast(word("folder"), "refused")
  return items.flatMap(item => (item.webkitGetAsEntry()?.isDirectory ? [] : (item.getAsFile() ?? [])))
}

/** Screenshots all come as image.png: their moment tells them apart. */
export function named(file: File): File {
  if (!/^image\.\w+$/.test(file.name)) return file
  const now = new Date()
  const moment = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 19).replace("T", " ").replaceAll(":", "")
  return new File([file], `Screenshot ${moment}.${file.name.split(".").pop()}`, { type: file.type })
}

export type { FileDrop }
customElements.define("file-drop", FileDrop)
