// Sends files, two at a time, with their progress in a tray that stays while pages and panels change. Each can be cancelled; a
// refusal says why. When nothing is left to send, `refresh` names the view to ask for anew.
import htmx from "htmx.org"
import { csrfToken, reasonIn } from "./http"
import { word } from "./words"

export interface Target {
  url: string
  limit: number
  refresh?: string
  fields?: Record<string, string>
}

export interface Made {
  name: string
  address: string
  is_picture: boolean
  version: number
  before: number
}

interface Job {
  file: File
  target: Target
  row: HTMLElement
  cancelled: boolean
  done: (made: Made | undefined) => void
}

const AT_ONCE = 2
const LINGER = 2500
const waiting: Job[] = []
const stale = new Set<string>()
let running = 0

/** Resolves with what the server made of the file, or with nothing when it was refused or cancelled. */
export function upload(file: File, target: Target): Promise<Made | undefined> {
  return new Promise(done => {
    const job: Job = { file, target, row: rowFor(file.name), cancelled: false, done }
    if (file.size > target.limit) return fail(job, `${word("tooLarge")} ${megabytes(target.limit)}.`)
    waiting.push(job)
    cancelling(job, () => {
      job.cancelled = true
      end(job)
    })
    next()
  })
}

function next(): void {
  while (running < AT_ONCE && waiting.length) {
    const job = waiting.shift()!
    if (!job.cancelled) void send(job)
  }
  if (running || waiting.length) return
  for (const selector of stale) refresh(selector)
  stale.clear()
}

function refresh(selector: string): void {
  const view = document.querySelector(selector)
  const address = view?.getAttribute("hx-get")
  if (view && address) void htmx.ajax("get", address, { target: view as HTMLElement, swap: "morph:outerHTML" })
}

async function send(job: Job): Promise<void> {
  running += 1
  const { status, text, type } = await posted(job)
  running -= 1
  if (status >= 200 && status < 300) {
    if (job.target.refresh) stale.add(job.target.refresh)
    job.row.classList.add("is-done")
    bar(job).value = 1
    setTimeout(() => end(job), LINGER)
    job.done(type?.includes("json") ? (JSON.parse(text) as Made) : undefined)
  } else if (!job.cancelled) {
    fail(job, status ? reasonIn(text, type, String(status)) : word("offline"))
  }
  next()
}

function posted(job: Job): Promise<{ status: number; text: string; type: string | null }> {
  const xhr = new XMLHttpRequest()
  const body = new FormData()
  for (const [name, value] of Object.entries(job.target.fields ?? {})) body.append(name, value)
  body.append("file", job.file, job.file.name)
  xhr.open("POST", job.target.url)
  xhr.setRequestHeader("X-CSRFToken", csrfToken())
  xhr.setRequestHeader("HX-Request", "true")
  xhr.setRequestHeader("Accept", "application/json")
  xhr.upload.addEventListener("progress", ({ loaded, total }) => (bar(job).value = total ? loaded / total : 0))
  cancelling(job, () => {
    job.cancelled = true
    xhr.abort()
    end(job)
  })
  return new Promise(resolve => {
    xhr.addEventListener("loadend", () =>
      resolve({ status: xhr.status, text: xhr.responseText, type: xhr.getResponseHeader("Content-Type") }),
    )
    xhr.send(body)
  })
}

function fail(job: Job, why: string): void {
  job.row.classList.add("is-refused")
  bar(job).remove()
  const told = document.createElement("small")
  told.setAttribute("role", "alert")
  told.textContent = why
  job.row.append(told)
  cancelling(job, () => end(job))
  job.done(undefined)
}

function end(job: Job): void {
  job.row.remove()
  job.done(undefined) // a promise that was kept before stays as it is
  const tray = document.getElementById("uploads")
  if (tray && !tray.childElementCount) tray.remove()
}

function rowFor(name: string): HTMLElement {
  const row = document.createElement("div")
  row.className = "upload"
  row.innerHTML = '<span class="upload-name"></span><progress max="1" value="0"></progress><button type="button" class="icon-button">×</button>'
  row.querySelector("span")!.textContent = name
  row.querySelector("progress")!.setAttribute("aria-label", name)
  row.querySelector("button")!.setAttribute("aria-label", `${word("cancel")} ${name}`)
  tray().append(row)
  return row
}

function tray(): HTMLElement {
  const there = document.getElementById("uploads")
  if (there) return there
  const made = document.createElement("div")
  made.id = "uploads"
  made.className = "uploads"
  made.setAttribute("role", "region")
  made.setAttribute("aria-label", word("uploads"))
  document.body.append(made)
  return made
}

function bar(job: Job): HTMLProgressElement {
  return job.row.querySelector("progress") ?? document.createElement("progress")
}

function cancelling(job: Job, act: () => void): void {
  job.row.querySelector("button")!.onclick = act
}

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1024 / 1024).toLocaleString("en")} MB`
}
