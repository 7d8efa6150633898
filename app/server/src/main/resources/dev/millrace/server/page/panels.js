// SPDX-License-Identifier: Apache-2.0
// Counters, live readings, latency, further tables and outputs.

import { byId, count, el, ms, setText, value } from './format.js';
import { sparkline } from './charts.js';
import { table } from './alerts.js';

const SVG = 'http://www.w3.org/2000/svg';

function svg(className) {
  const node = document.createElementNS(SVG, 'svg');
  node.setAttribute('class', className);
  node.setAttribute('preserveAspectRatio', 'none');
  node.setAttribute('aria-hidden', 'true');
  return node;
}

export function drawCounters(pipeline, readings) {
  const tables = Object.values(readings);
  const rate = tables.reduce((sum, t) => sum + t.rate, 0);
  setText(byId('rate'), count(rate));
  const rates = tables.map((t) => t.rates);
  const longest = Math.max(0, ...rates.map((r) => r.length));
  const sums = Array.from({ length: longest }, (_, i) => rates.reduce((s, r) => s + (r[r.length - longest + i] || 0), 0));
  sparkline(byId('rate-line'), sums, true);
  if (!pipeline) return;
  setText(byId('received'), count(pipeline.received));
  setText(byId('used'), count(pipeline.used));
  setText(byId('waiting'), count(pipeline.waiting));
  const reasons = Object.entries(pipeline.ledger).sort((a, b) => b[1] - a[1]);
  setText(byId('ledger'), count(reasons.reduce((sum, r) => sum + r[1], 0)));
  const box = byId('reasons');
  const text = reasons.join();
  if (box.dataset.text === text) return;
  box.dataset.text = text;
  box.replaceChildren(...reasons.map(([reason, n]) => {
    const chip = el('a', 'chip', reason.toLowerCase(), el('em', '', count(n)));
    chip.href = '/api/ledger?limit=50&reason=' + encodeURIComponent(reason);
    chip.title = REASONS[reason] || 'see the ledger';
    return chip;
  }));
}

const REASONS = {
  MALFORMED: 'cannot be read',
  INVALID: 'does not fit the table: wrong type, missing field, no table for its topic',
  AHEAD: 'the clock of the device is in the future',
  LATE: 'came after its window was given up',
  DUPLICATE: 'was sent before; counted once',
  OVERFLOW: 'a computation failed',
};

/** One small line a device; boxes are made once, so nothing jumps. */
export class Readings {
  constructor() {
    this.box = byId('readings');
    this.nodes = new Map();
    this.box.replaceChildren(el('p', 'empty', 'Waiting for the first reading. Devices publish over MQTT or POST to /ingest/<table>.'));
  }

  update(readings) {
    let shown = 0;
    for (const [name, glance] of Object.entries(readings)) {
      for (const [device, points] of Object.entries(glance.devices)) {
        if (points.length === 0 || shown >= 12) continue;
        shown++;
        this.draw(name + '/' + device, device, points);
      }
    }
    const tables = Object.keys(readings);
    setText(byId('readings-note'), shown ? tables.join(', ') : '');
  }

  draw(id, device, points) {
    let node = this.nodes.get(id);
    if (!node) {
      if (this.nodes.size === 0) this.box.replaceChildren();
      node = { label: el('span'), last: el('b'), line: svg('spark') };
      node.label.textContent = '\u200e' + shortName(device);
      node.label.title = device;
      this.box.append(el('div', 'device', node.label, node.last, node.line));
      this.nodes.set(id, node);
    }
    setText(node.last, value(points[points.length - 1][1]));
    sparkline(node.line, points, false);
  }
}

const NAME_LETTERS = 20;

/** The last levels of a name that is too long for its place: they tell devices apart, and the whole is in the title. */
function shortName(device) {
  const levels = device.split('/');
  while (levels.length > 2 && levels.join('/').length > NAME_LETTERS) levels.shift();
  return levels.join('/');
}

/** What happens on each part of the way, for those who see it the first time. */
const PARTS = {
  'device → gateway': 'until it arrived',
  'gateway → Kafka': 'checked, stored',
  'Kafka → operator': 'read by the pipeline',
  'operator → alert': 'computed, delivered',
};

/** Stages one below the other, each beginning where the one before ends, by their medians. */
export class Latency {
  constructor() {
    this.box = byId('latency');
    this.nodes = [];
    this.box.replaceChildren(el('p', 'empty', 'The first alert shows here how long its readings took on each part of the way.'));
  }

  update(stages) {
    const total = stages[stages.length - 1];
    if (!total || total.count === 0) return;
    if (this.nodes.length === 0) this.make(stages);
    const parts = stages.slice(0, -1);
    const sum = parts.reduce((s, p) => s + p.p50_ms, 0) || 1;
    const scale = 100 / (sum * 1.35);
    let at = 0;
    parts.forEach((stage, i) => {
      this.fill(this.nodes[i], stage, at, scale);
      at += stage.p50_ms;
    });
    this.fill(this.nodes[parts.length], { ...total, p50_ms: total.p50_ms }, parts.length ? parts[0].p50_ms : 0, scale);
  }

  make(stages) {
    const legend = el('div', 'legend note', el('span', '', el('i'), 'median'), el('span', '', el('i'), '99 of 100'));
    this.nodes = stages.map((stage, i) => {
      const isTotal = i === stages.length - 1;
      const node = { p50: el('i', 'p50'), p99: el('i', 'p99'), ms: el('span', 'ms') };
      node.root = el('div', 'stage' + (isTotal ? ' total' : ''),
        el('span', 'part', isTotal ? 'gateway → alert' : stage.stage, el('small', '', isTotal ? 'all that Millrace adds' : PARTS[stage.stage] || '')), el('span', 'track', node.p99, node.p50), node.ms);
      return node;
    });
    this.box.replaceChildren(legend, ...this.nodes.map((n) => n.root));
  }

  fill(node, stage, at, scale) {
    const left = Math.min(99, at * scale);
    node.p50.style.left = node.p99.style.left = left + '%';
    node.p50.style.width = Math.min(100 - left, stage.p50_ms * scale) + '%';
    node.p99.style.width = Math.min(100 - left, stage.p99_ms * scale) + '%';
    const text = ms(stage.p50_ms) + '|' + ms(stage.p99_ms);
    if (node.text === text) return;
    node.text = text;
    node.ms.replaceChildren(ms(stage.p50_ms), el('span', '', ' / ' + ms(stage.p99_ms)));
  }
}

/** Rows of page tables by identity, kept from the first frame on, whoever shows them. */
export class PanelRows {
  constructor() {
    this.tables = new Map();
  }

  /** Takes the changes of a frame. */
  update(panels) {
    for (const [name, changed] of Object.entries(panels)) {
      if (!this.tables.has(name)) this.tables.set(name, new Map());
      const kept = this.tables.get(name);
      changed.forEach((r) => (r.withdrawn ? kept.delete(r.id) : kept.set(r.id, r.row)));
      while (kept.size > ROWS_MAX) kept.delete(kept.keys().next().value);
    }
  }

  /** Oldest first. */
  of(name) {
    return [...(this.tables.get(name)?.values() || [])];
  }
}

const ROWS_MAX = 3000;

/** Page tables with the panel 'table'. */
export class Tables {
  constructor(rows) {
    this.rows = rows;
    this.nodes = new Map();
  }

  setPanels(panels) {
    for (const panel of panels.filter((p) => p.panel === 'table')) {
      if (this.nodes.has(panel.table)) continue;
      const body = el('div', 'body scroll-x', el('p', 'empty', 'No row yet.'));
      byId('tables').append(el('section', 'panel', el('header', '', el('h2', '', panel.title), el('span', 'note', panel.table)), body));
      this.nodes.set(panel.table, { body, columns: panel.columns });
      this.draw(panel.table);
    }
  }

  update(panels) {
    Object.keys(panels).filter((name) => this.nodes.has(name)).forEach((name) => this.draw(name));
  }

  draw(name) {
    const newest = this.rows.of(name).reverse().slice(0, 50);
    if (newest.length) this.nodes.get(name).body.replaceChildren(table(newest, this.nodes.get(name).columns));
  }
}

export function drawOutputs(pipeline) {
  const head = el('tr', '', ...['Table', 'Goes to', 'State', 'Rows', 'Waiting', 'Trouble'].map((t, i) => el('th', i === 3 || i === 4 ? 'n' : '', t)));
  const lines = pipeline.outputs.map((o) => {
    const sink = o.sink || {};
    const dead = sink.dead_letters ? count(sink.dead_letters) + ' never taken. ' : '';
    return el('tr', '', el('td', '', o.table), el('td', '', o.connector), el('td', '', sink.state || 'topic'),
      el('td', 'n', count(sink.rows)), el('td', 'n', sink.lag < 0 ? '–' : count(sink.lag)), el('td', '', dead + (sink.last_error || '')));
  });
  byId('outputs').replaceChildren(el('thead', '', head), el('tbody', '', ...lines));
}
