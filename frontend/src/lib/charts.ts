// The chart library, loaded only where a chart is. Turns our neutral spec into its options.
import { BarChart, LineChart, ScatterChart } from "echarts/charts"
import { DataZoomComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components"
import { init, use, type EChartsCoreOption } from "echarts/core"
import { CanvasRenderer } from "echarts/renderers"
import { formatter, type Format } from "./numbers"
import { palette, type Palette } from "./chart-colours"

use([BarChart, LineChart, ScatterChart, DataZoomComponent, GridComponent, LegendComponent, MarkLineComponent])
use([TooltipComponent, CanvasRenderer])

type Kind = "line" | "bar" | "band" | "area" | "scatter"

export interface Spec {
  kind: Kind
  x: (string | number)[]
  series: Series[]
  unit?: string // a currency with format "money", otherwise written behind the number
  format?: Format
  stack?: boolean
  xLabel?: string
  yLabel?: string
  markLine?: { value: number | string; name?: string; axis?: "x" | "y"; color?: string }[]
}

export interface Series {
  name: string
  values: (number | null)[]
  kind?: Kind // when it differs from the chart's
  color?: string // a token: "accent" reads --accent
  url?: (string | null)[] // what each point opens
  low?: number[] // with "band": its edges
  high?: number[]
  dashed?: boolean
}

export interface Drawing {
  show(spec: Spec): void
  resize(): void
  dispose(): void
}

export function draw(element: HTMLElement, open: (url: string) => void): Drawing {
  const chart = init(element, undefined, { renderer: "canvas" })
  let spec: Spec | undefined
  const clickable = (x: number, y: number): string | undefined =>
    spec && chart.containPixel("grid", [x, y]) ? under(spec, chart.convertFromPixel("grid", [x, y])) : undefined
  chart.getZr().on("click", ({ offsetX, offsetY }) => {
    const url = clickable(offsetX, offsetY)
    if (url) open(url)
  })
  chart.getZr().on("mousemove", ({ offsetX, offsetY }) => {
    chart.getZr().setCursorStyle(clickable(offsetX, offsetY) ? "pointer" : "default")
  })
  return {
    show: given => chart.setOption(options((spec = given), palette(element)), { notMerge: true }),
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
  }
}

/** What a click there opens: of the points of that x, the nearest in y. Nobody has to hit a dot of six pixels. */
function under(spec: Spec, [x, y]: number[]): string | undefined {
  const at = isNumeric(spec) ? nearest(spec.x as number[], x!) : Math.round(x!)
  const points = spec.series.filter(series => series.url?.[at] && series.values[at] != null)
  const distance = (series: Series): number => Math.abs(series.values[at]! - y!)
  return points.sort((one, other) => distance(one) - distance(other))[0]?.url?.[at] ?? undefined
}

function nearest(values: number[], to: number): number {
  return values.reduce((best, value, at) => (Math.abs(value - to) < Math.abs(values[best]! - to) ? at : best), 0)
}

function isNumeric(spec: Spec): boolean {
  return spec.kind === "scatter" && spec.x.every(value => typeof value === "number")
}

function options(spec: Spec, colours: Palette): EChartsCoreOption {
  const write = formatter(spec.format, spec.unit)
  const numeric = isNumeric(spec)
  const text = { color: colours.text, fontFamily: colours.font, fontSize: 12 }
  const axis = { axisLabel: { ...text, hideOverlap: true }, nameTextStyle: text, axisTick: { show: false } }
  const grid = { lineStyle: { color: colours.grid } }
  return {
    animation: false,
    textStyle: text,
    grid: { left: 8, right: 16, top: spec.series.length > 1 || spec.yLabel ? 40 : 16, bottom: 8, containLabel: true },
    legend: { show: spec.series.length > 1, type: spec.series.length > 3 ? "scroll" : "plain", top: 0, left: 0, icon: "roundRect",
      itemWidth: 12, itemHeight: 4, textStyle: text, pageTextStyle: text, pageIconColor: colours.text,
      data: spec.series.map(series => series.name) }, // prettier-ignore
    tooltip: { trigger: numeric ? "item" : "axis", renderMode: "richText", confine: true, backgroundColor: colours.surface,
      borderColor: colours.grid, textStyle: { ...text, color: colours.strong },
      valueFormatter: (value: unknown) => (typeof value === "number" ? write(value) : "–") }, // prettier-ignore
    xAxis: { ...axis, axisLabel: { ...axis.axisLabel, margin: 12 }, type: numeric ? "value" : "category",
      data: numeric ? undefined : spec.x, name: spec.xLabel, nameLocation: "middle",
      nameGap: 28, axisLine: grid, splitLine: { show: false } }, // prettier-ignore
    yAxis: { ...axis, type: "value", name: spec.yLabel, splitLine: grid, axisLabel: { ...text, formatter: write } },
    series: spec.series.flatMap((series, at) => drawn(spec, series, at, numeric, colours)),
  }
}

function drawn(spec: Spec, series: Series, at: number, numeric: boolean, colours: Palette): object[] {
  const kind = series.kind ?? spec.kind
  const color = series.color ? colours.token(series.color) : colours.series(at)
  const points = series.values.map((value, index) => (numeric ? [spec.x[index], value] : value))
  const main = {
    name: series.name,
    type: kind === "bar" || kind === "scatter" ? kind : "line",
    data: points,
    color,
    cursor: "inherit",
    showSymbol: !!series.url || points.length < 40,
    symbolSize: kind === "scatter" ? 8 : 6,
    lineStyle: { width: 2, type: series.dashed ? "dashed" : "solid" },
    itemStyle: { borderRadius: kind === "bar" && !spec.stack ? [3, 3, 0, 0] : 0 },
    barMaxWidth: 40,
    stack: spec.stack ? "all" : undefined,
    areaStyle: kind === "area" ? { opacity: spec.stack ? 0.6 : 0.15 } : undefined,
    triggerLineEvent: false,
    connectNulls: true,
    markLine: at === 0 && spec.markLine ? lines(spec.markLine, colours) : undefined,
  }
  return kind === "band" ? [...band(series, color), main] : [main]
}

/** Two unseen lines, stacked: the lower edge, and the width above it that is filled. */
function band({ name, low = [], high = [] }: Series, color: string): object[] {
  const edge = { type: "line", symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false } }
  const stack = { stack: `band ${name}`, stackStrategy: "all" }
  return [
    { ...edge, ...stack, name: `${name} low`, data: low },
    { ...edge, ...stack, name: `${name} high`, data: high.map((top, at) => top - (low[at] ?? 0)), color, areaStyle: { opacity: 0.18 } },
  ]
}

function lines(marks: NonNullable<Spec["markLine"]>, colours: Palette): object {
  return {
    silent: true,
    symbol: "none",
    label: { color: colours.text, formatter: "{b}", position: "insideEndTop", fontFamily: colours.font },
    data: marks.map(mark => ({
      name: mark.name ?? "",
      [mark.axis === "x" ? "xAxis" : "yAxis"]: mark.value,
      lineStyle: { color: mark.color ? colours.token(mark.color) : colours.text, type: "dashed" },
    })),
  }
}
