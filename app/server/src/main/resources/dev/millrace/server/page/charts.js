// SPDX-License-Identifier: Apache-2.0
// Sparklines in SVG, charts with ECharts.

import { byId, colour, el, isNumber, isTime, setText, timeOf, value } from './format.js';
import { get } from './feed.js';

const SVG = 'http://www.w3.org/2000/svg';
const SERIES = ['--accent', '--violet', '--warn', '--info', '--good', '--bad', '--soft'];
const SERIES_MAX = 7;

/** Draws values into an svg, scaled to its own range. Points are numbers or [x, y]. */
export function sparkline(svg, points, withFill) {
  const xy = points.map((p, i) => (Array.isArray(p) ? p : [i, p]));
  if (xy.length < 2) return;
  const xs = xy.map((p) => p[0]);
  const ys = xy.map((p) => p[1]);
  const x0 = xs[0];
  const width = xs[xs.length - 1] - x0 || 1;
  const low = withFill ? 0 : Math.min(...ys);
  const height = Math.max(...ys) - low || 1;
  const place = (p) => (((p[0] - x0) / width) * 100).toFixed(2) + ' ' + (29 - ((p[1] - low) / height) * 28).toFixed(2);
  const line = 'M' + xy.map(place).join('L');
  svg.setAttribute('viewBox', '0 0 100 30');
  path(svg, 0, line, '');
  if (withFill) path(svg, 1, line + 'L100 30L0 30Z', 'fill');
}

function path(svg, index, d, className) {
  let node = svg.children[index];
  if (!node) {
    node = document.createElementNS(SVG, 'path');
    if (className) node.setAttribute('class', className);
    svg.append(node);
  }
  node.setAttribute('d', d);
}

function look() {
  const soft = colour('--soft');
  const line = colour('--line');
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit', color: soft },
    color: SERIES.map(colour),
    grid: { left: 8, right: 14, top: 34, bottom: 6, containLabel: true },
    tooltip: {
      trigger: 'axis',
      backgroundColor: colour('--surface'),
      borderColor: line,
      textStyle: { color: colour('--ink'), fontSize: 12 },
      valueFormatter: value,
      confine: true,
    },
    legend: { top: 2, left: 4, type: 'scroll', icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: { color: soft, fontSize: 11 } },
    xAxis: { type: 'time', axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: soft, fontSize: 11, hideOverlap: true }, splitLine: { show: false } },
    yAxis: { type: 'value', scale: true, axisLabel: { color: soft, fontSize: 11 }, splitLine: { lineStyle: { color: line } }, splitNumber: 4 },
  };
}

/** A chart that follows its box and the colour scheme. Give it series as {name, points}. */
export class TimeChart {
  constructor(box) {
    this.box = box;
    this.chart = window.echarts.init(box, null, { renderer: 'canvas' });
    this.series = [];
    new ResizeObserver(() => this.chart.resize()).observe(box);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.show(this.series));
  }

  show(series) {
    this.series = series;
    const option = look();
    if (series.length < 2) option.grid.top = 14;
    option.legend.show = series.length > 1;
    const hasTwoScales = series.length === 2 && areFarApart(series[0].points, series[1].points);
    if (hasTwoScales) option.yAxis = [option.yAxis, { ...option.yAxis, splitLine: { show: false } }];
    option.series = series.map((s, i) => ({
      name: s.name,
      yAxisIndex: hasTwoScales ? i : 0,
      type: 'line',
      data: s.points,
      showSymbol: s.points.length < 40,
      symbol: 'circle',
      symbolSize: 4,
      lineStyle: { width: 1.8 },
      areaStyle: series.length === 1 ? { opacity: 0.08 } : undefined,
      markArea: s.area ? { silent: true, itemStyle: { color: colour('--bad'), opacity: 0.08 }, data: [s.area.map((x) => ({ xAxis: x }))] } : undefined,
    }));
    this.chart.setOption(option, true);
  }

  close() {
    this.chart.dispose();
  }
}

/** Whether two lines on one scale would both be flat: vibration in mm/s and temperature in degC. */
function areFarApart(one, two) {
  const [a, b] = [one, two].map((points) => points.map((p) => p[1]));
  const gap = Math.max(Math.min(...a) - Math.max(...b), Math.min(...b) - Math.max(...a));
  const heights = [a, b].map((ys) => Math.max(...ys) - Math.min(...ys));
  return gap > 2 * Math.max(...heights);
}

/** Rows to one line for each combination of text columns. */
export function toSeries(rows, columns, valueName) {
  const time = columns.find(isTime);
  const texts = columns.filter((c) => c.type.startsWith('STRING')).map((c) => c.name);
  // What is the same in every row tells no line from another.
  const telling = texts.filter((n) => rows.some((r) => r[n] !== rows[0][n]));
  const names = telling.length ? telling : texts;
  const lines = new Map();
  for (const row of rows) {
    const y = Number(row[valueName]);
    const x = time ? timeOf(row[time.name]) : NaN;
    if (row[valueName] === null || !Number.isFinite(y) || !Number.isFinite(x)) continue;
    const name = names.map((n) => row[n]).filter((v) => v !== null && v !== undefined).join(' · ') || valueName;
    if (!lines.has(name)) lines.set(name, []);
    lines.get(name).push([x, y]);
  }
  return [...lines]
    .map(([name, points]) => ({ name, points: points.sort((a, b) => a[0] - b[0]) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, SERIES_MAX);
}

/** The number that a chart shows: a floating one first, counts last. */
export function valueColumn(columns) {
  const numbers = columns.filter(isNumber);
  return (numbers.find((c) => /^(mean|avg|average|value)$/i.test(c.name)) || numbers.find((c) => /^(DOUBLE|FLOAT|DECIMAL)/.test(c.type)) || numbers[0])?.name;
}

/** The chart of results: page tables with panel 'chart' from the live rows, time-series tables by question. */
export class ResultChart {
  constructor(rows) {
    this.rows = rows;
    this.chart = new TimeChart(byId('chart'));
    this.tables = new Map();
    this.key = null;
    byId('chart-table').onchange = () => this.choose(byId('chart-table').value);
    byId('chart-key').onchange = () => { this.key = byId('chart-key').value; this.ask(); };
    setInterval(() => this.ask(), 3000);
  }

  /** What can be shown, from /api/pipelines. */
  setTables(outputs, panels) {
    const charts = panels.filter((p) => p.panel === 'chart').map((p) => p.table);
    const titles = new Map(panels.map((p) => [p.table, p.title]));
    const found = outputs.filter((o) => o.columns.some(isTime) && valueColumn(o.columns)
      && (charts.includes(o.table) || o.connector === 'questdb'));
    found.sort((a, b) => charts.includes(b.table) - charts.includes(a.table));
    const names = found.map((o) => o.table).join();
    if (names === [...this.tables.keys()].join()) return;
    this.tables = new Map(found.map((o) => [o.table, { ...o, isLive: charts.includes(o.table), title: titles.get(o.table) || o.table }]));
    byId('chart-table').replaceChildren(...[...this.tables.values()].map((t) => {
      const option = el('option', '', t.title);
      option.value = t.table;
      return option;
    }));
    if (found.length) this.choose(found[0].table);
    else this.hint('Results with a time and a number are drawn here: give a table the connector questdb, or page with the panel chart.');
  }

  async choose(name) {
    this.table = this.tables.get(name);
    byId('chart-table').value = name;
    byId('chart-key').hidden = true;
    this.key = null;
    this.chart.show([]);
    if (this.table.isLive) this.drawLive();
    else await this.ask();
  }

  /** Something changed in these page tables. */
  update(panels) {
    if (this.table?.isLive && panels[this.table.table]) this.drawLive();
  }

  drawLive() {
    this.draw(toSeries(this.rows.of(this.table.table), this.table.columns, valueColumn(this.table.columns)));
  }

  async ask() {
    const table = this.table;
    if (!table || table.isLive || document.hidden) return;
    try {
      if (this.key === null) await this.askKeys(table);
      const query = new URLSearchParams({ limit: '300' });
      Object.entries(JSON.parse(this.key || '{}')).forEach(([k, v]) => query.set('key.' + k, v));
      const { rows } = await get('/api/series/' + encodeURIComponent(table.table) + '?' + query);
      if (table === this.table) this.draw(toSeries(rows, table.columns, valueColumn(table.columns)));
    } catch (error) {
      this.hint(error.message);
    }
  }

  async askKeys(table) {
    const { keys } = await get('/api/keys/' + encodeURIComponent(table.table));
    const select = byId('chart-key');
    select.hidden = keys.length === 0;
    select.replaceChildren(...keys.map((k) => {
      const option = el('option', '', Object.values(k).join(' · '));
      option.value = JSON.stringify(k);
      return option;
    }));
    this.key = keys.length ? JSON.stringify(keys[0]) : null;
  }

  draw(series) {
    this.chart.show(series);
    if (series.length) setText(byId('chart-empty'), '');
    else this.hint('No window has closed yet. Its result appears here as soon as it does.');
  }

  hint(text) {
    setText(byId('chart-empty'), text);
  }
}

