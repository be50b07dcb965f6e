// Bundles src/ into the folder named on the command line: app.js with lazily loaded chunks, app.css with its fonts,
// icons.svg (one sprite of the icons named in src/icons.txt) and licenses.txt of everything that went in.
import { build } from "esbuild"
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises"
import { join } from "node:path"

const out = process.argv[2] ?? "../src/cashboard/web/static/built"

const { metafile } = await build({
  entryPoints: [
    { in: "src/app.ts", out: "app" },
    { in: "src/styles/app.css", out: "app" },
  ],
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  minify: true,
  legalComments: "none", // licenses.txt holds them whole
  loader: { ".woff2": "file" },
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  entryNames: "[name]",
  metafile: true,
  logLevel: "warning",
})

await mkdir(out, { recursive: true })
await writeFile(join(out, "icons.svg"), await sprite())
await writeFile(join(out, "licenses.txt"), await licenses(Object.keys(metafile.inputs)))

async function sprite() {
  const names = (await readFile("src/icons.txt", "utf8")).split(/\s+/).filter(Boolean)
  const symbols = await Promise.all(names.sort().map(symbol))
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`
}

async function symbol(name) {
  const svg = await readFile(`node_modules/lucide-static/icons/${name}.svg`, "utf8")
  const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"))
  const look = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
  return `<symbol id="${name}" viewBox="0 0 24 24" ${look}>${shapes.replace(/\s+/g, " ").trim()}</symbol>`
}

async function licenses(inputs) {
  const pattern = /node_modules\/((?:@[^/]+\/)?[^/]+)\//
  const names = new Set(inputs.map(path => pattern.exec(path)?.[1]).filter(Boolean)).add("lucide-static")
  const texts = await Promise.all([...names].sort().map(license))
  return texts.join("\n\n")
}

async function license(name) {
  const folder = `node_modules/${name}`
  const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"))
  const entries = await readdir(folder, { withFileTypes: true })
  const files = entries.filter(entry => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
  const texts = await Promise.all(files.map(file => readFile(`${folder}/${file.name}`, "utf8")))
  return [`${name} ${version} (${license})`, ...texts.map(text => text.trim())].join("\n\n")
}
