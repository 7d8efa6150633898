// SPDX-License-Identifier: Apache-2.0
// The list of alerts, newest first, each with the rows that made it.

import { ago, byId, clock, count, el, ms, setText, timeOf, value } from './format.js';
import { TimeChart } from './charts.js';
import { get } from './feed.js';

const SHOWN_MAX = 60;
const KEPT_MAX = 1000;
/** How long the proof at the top stays before a newer one takes its place, unless somebody looks at it. */
const PINNED_MS = 20000;
const HEADLINES = ['title', 'rule', 'type', 'alert', 'message', 'name'];

export class AlertList {
  constructor() {
    this.box = byId('alerts');
    this.alerts = new Map();
    this.nodes = new Map();
    this.filter = 'ALL';
    this.now = Date.now();
    this.isFirst = true;
    this.pinned = null;
    this.pinnedAt = 0;
    this.isTouched = false;
    this.drawFilter();
    this.drawEmpty();
    setInterval(() => this.drawTimes(), 1000);
  }

  update(changed, now) {
    this.now = now;
    if (changed.length === 0) { this.isFirst = false; return; }
    for (const alert of changed) {
      this.alerts.set(alert.id, alert);
      const node = this.nodes.get(alert.id);
      if (node) this.fill(node, alert);
    }
    while (this.alerts.size > KEPT_MAX) this.alerts.delete(this.alerts.keys().next().value);
    this.pin();
    this.draw();
    this.drawFilter();
    this.isFirst = false;
  }

  /** Until somebody opens or closes one, the newest critical alert lies open at the top: the list alone proves nothing. */
  pin() {
    if (this.isTouched || this.filter !== 'ALL' || performance.now() - this.pinnedAt < PINNED_MS && this.alerts.has(this.pinned)) return;
    const proofs = [...this.alerts.values()].filter((a) => isCritical(a) && a.evidence.length && !a.withdrawn);
    const next = proofs[proofs.length - 1]?.id;
    const before = this.nodes.get(this.pinned);
    if (!next || next === this.pinned || before?.root.matches(':hover')) return;
    if (before?.details) this.toggle(before, this.alerts.get(this.pinned));
    this.pinned = next;
    this.pinnedAt = performance.now();
  }

  visible() {
    const all = [...this.alerts.values()].reverse();
    const first = this.alerts.get(this.pinned);
    if (first && this.filter === 'ALL') return [first, ...all.filter((a) => a !== first).slice(0, SHOWN_MAX - 1)];
    return (this.filter === 'ALL' ? all : all.filter((a) => a.severity === this.filter)).slice(0, SHOWN_MAX);
  }

  draw() {
    const visible = this.visible();
    if (visible.length === 0) { this.drawEmpty(); return; }
    const wanted = new Set(visible.map((a) => a.id));
    for (const [id, node] of this.nodes) {
      if (wanted.has(id)) continue;
      node.chart?.close();
      node.root.remove();
      this.nodes.delete(id);
    }
    this.box.querySelector('.empty')?.remove();
    let before = null;
    for (const alert of visible) {
      let node = this.nodes.get(alert.id);
      if (!node) {
        node = this.make(alert);
        this.nodes.set(alert.id, node);
        this.fill(node, alert);
      }
      node.root.classList.toggle('pinned', alert.id === this.pinned);
      if (alert.id === this.pinned && !node.details && !this.isTouched) this.toggle(node, alert);
      // Only moved when it is in the wrong place: a moved node would lose focus and scroll.
      const place = before ? before.nextSibling : this.box.firstChild;
      if (node.root !== place) this.box.insertBefore(node.root, place);
      before = node.root;
    }
  }

  drawEmpty() {
    this.nodes.forEach((n) => { n.chart?.close(); n.root.remove(); });
    this.nodes.clear();
    const text = this.filter === 'ALL'
      ? 'Nothing is wrong. Alerts appear here within milliseconds, with the readings that caused them.'
      : 'No alert of this severity.';
    this.box.replaceChildren(el('p', 'empty', text));
  }

  make(alert) {
    const button = el('button');
    button.type = 'button';
    button.setAttribute('aria-expanded', 'false');
    const node = {
      root: el('article', 'alert'), button,
      badge: el('span', 'badge'), title: el('span'), when: el('span', 'when'), where: el('span', 'where'), fast: el('span', 'fast'),
    };
    button.append(el('span', 'bar'), el('span', 'what', node.badge, node.title), node.when, node.where, node.fast);
    button.onclick = () => { this.isTouched = true; this.toggle(node, this.alerts.get(alert.id)); };
    node.root.append(button);
    if (!this.isFirst) node.root.classList.add('fresh');
    return node;
  }

  fill(node, alert) {
    node.root.classList.toggle('critical', isCritical(alert));
    node.root.classList.toggle('warning', /WARN|MED/.test(alert.severity));
    node.root.classList.toggle('withdrawn', alert.withdrawn);
    setText(node.badge, alert.withdrawn ? 'WITHDRAWN' : alert.severity);
    setText(node.title, headline(alert));
    setText(node.where, whereabouts(alert));
    setText(node.fast, alert.latency_ms.total === undefined ? '' : 'in ' + ms(alert.latency_ms.total));
    node.fast.title = 'from the arrival of the reading that completed it to the alert';
    this.fillTime(node, alert);
  }

  fillTime(node, alert) {
    const at = alert.times.delivered ?? alert.times.event;
    setText(node.when, at === undefined ? '' : ago(at, this.now));
  }

  drawTimes() {
    this.now += 1000;
    this.nodes.forEach((node, id) => this.fillTime(node, this.alerts.get(id)));
  }

  toggle(node, alert) {
    const isOpen = node.details !== undefined;
    node.button.setAttribute('aria-expanded', String(!isOpen));
    if (isOpen) {
      node.chart?.close();
      node.details.remove();
      node.details = node.chart = undefined;
      return;
    }
    node.details = details(alert);
    node.root.append(node.details);
    this.addEvidence(node, alert);
  }

  async addEvidence(node, alert) {
    const own = alert.evidence;
    if (own.length) showEvidence(node, own, 'Rows that made it');
    try {
      const found = await get('/api/evidence?id=' + encodeURIComponent(alert.id));
      if (own.length === 0 && node.details && found.rows.length) showEvidence(node, found.rows, 'Stored rows around it');
      if (own.length === 0 && node.details && !found.rows.length) {
        node.details.append(el('p', 'soft', 'This alert carries no rows, and no time-series table of the pipeline has its machine and time.'));
      }
    } catch (error) {
      if (node.details && own.length === 0) node.details.append(el('p', 'soft', error.message));
    }
  }

  drawFilter() {
    const counts = new Map([['ALL', 0]]);
    for (const alert of this.alerts.values()) {
      counts.set('ALL', counts.get('ALL') + 1);
      counts.set(alert.severity, (counts.get(alert.severity) || 0) + 1);
    }
    const text = [...counts].join();
    if (this.filterText === text) return;
    this.filterText = text;
    byId('alert-filter').replaceChildren(...[...counts].map(([name, n]) => {
      const button = el('button', '', (name === 'ALL' ? 'All' : name[0] + name.slice(1).toLowerCase()) + (n ? ' ' + count(n) : ''));
      button.type = 'button';
      button.setAttribute('aria-pressed', String(name === this.filter));
      button.onclick = () => { this.filter = name; this.filterText = ''; this.drawFilter(); this.draw(); };
      return button;
    }));
  }
}

function isCritical(alert) {
  return /CRIT|FATAL|HIGH|EMERG/.test(alert.severity);
}

function headline(alert) {
  const name = HEADLINES.find((h) => typeof alert.row[h] === 'string');
  const text = name ? alert.row[name] : alert.table.replaceAll('_', ' ');
  return text[0].toUpperCase() + text.slice(1);
}

/** Short texts of the row besides the headline: machine, metric. */
function whereabouts(alert) {
  return placeNames(alert).map((k) => alert.row[k]).join(' · ');
}

function placeNames(alert) {
  return Object.keys(alert.row).filter((k) => !HEADLINES.includes(k) && !/severity|level|evidence/i.test(k)
    && typeof alert.row[k] === 'string' && !isTimeName(k, alert.row[k]) && alert.row[k].length < 40);
}

function details(alert) {
  const facts = el('dl', 'facts');
  const add = (name, text) => facts.append(el('div', '', el('dt', '', name), el('dd', '', text)));
  // The line above has the rest: how bad it is, what, and where.
  const said = [...placeNames(alert), ...HEADLINES, 'severity'];
  for (const [name, cell] of Object.entries(alert.row)) {
    if (said.includes(name)) continue;
    if (cell === null || typeof cell === 'object' || (typeof cell === 'string' && cell[0] === '[')) continue;
    add(name.replaceAll('_', ' '), isTimeName(name, cell) ? clock(timeOf(cell)) : value(cell));
  }
  const l = alert.latency_ms;
  const steps = [['device → gateway', l.device_to_gateway], ['gateway → operator', l.gateway_to_operator], ['operator → alert', l.operator_to_alert]];
  steps.filter((s) => s[1] !== undefined).forEach((s) => add(s[0], ms(s[1])));
  if (alert.revision > 0) add('revision', String(alert.revision));
  return el('div', 'details', facts);
}

const YEAR_2001 = 978307200000;

function isTimeName(name, cell) {
  if (typeof cell === 'number') return Number.isInteger(cell) && cell > YEAR_2001;
  return typeof cell === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:/.test(cell);
}

function showEvidence(node, rows, title) {
  const names = Object.keys(rows[0]);
  const time = names.find((n) => isTimeName(n, rows[0][n]));
  const texts = names.filter((n) => n !== time && typeof rows[0][n] === 'string' && !isTimeName(n, rows[0][n]));
  const number = names.find((n) => /^(value|mean|avg)$/i.test(n) && rows.some((r) => typeof r[n] === 'number'))
    || names.find((n) => n !== time && rows.some((r) => typeof r[n] === 'number' && !isTimeName(n, r[n])));
  node.details.append(el('h3', '', title + ' (' + count(rows.length) + ')'));
  if (time && number) {
    const box = el('div', 'evidence-chart');
    node.details.append(box);
    node.chart = new TimeChart(box);
    node.chart.show(lines(rows, time, texts, number));
  }
  // What is the same in every row is said above.
  const telling = names.filter((n) => rows.length === 1 || rows.some((r) => r[n] !== rows[0][n]));
  node.details.append(el('div', 'evidence-rows', table(rows.slice(0, 200), telling.length ? telling : names)));
}

function lines(rows, time, texts, number) {
  const found = new Map();
  const telling = texts.filter((t) => rows.some((r) => r[t] !== rows[0][t]));
  for (const row of rows) {
    if (typeof row[number] !== 'number') continue;
    const name = (telling.length ? telling : texts).map((t) => row[t]).filter(Boolean).join(' · ') || number;
    if (!found.has(name)) found.set(name, []);
    found.get(name).push([timeOf(row[time]), row[number]]);
  }
  return [...found].map(([name, points]) => ({ name, points: points.sort((a, b) => a[0] - b[0]) })).slice(0, 6);
}

/** A table of rows; numbers to the right, times as clock. */
export function table(rows, names) {
  const head = el('tr', '', ...names.map((n) => el('th', typeof rows[0]?.[n] === 'number' && !isTimeName(n, rows[0][n]) ? 'n' : '', n.replaceAll('_', ' '))));
  const lines = rows.map((row) => el('tr', '', ...names.map((n) => {
    const cell = row[n];
    if (isTimeName(n, cell)) return el('td', '', clock(timeOf(cell)));
    return el('td', typeof cell === 'number' ? 'n' : '', cell !== null && typeof cell === 'object' ? JSON.stringify(cell) : value(cell));
  })));
  return el('table', '', el('thead', '', head), el('tbody', '', ...lines));
}
