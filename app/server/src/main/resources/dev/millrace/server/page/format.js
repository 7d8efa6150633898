// SPDX-License-Identifier: Apache-2.0
// Numbers, times and small DOM helpers.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function count(n) {
  return n === undefined || n === null ? '–' : whole.format(n);
}

/** Three significant digits, without noise: 1234, 12.3, 0.0123. */
export function value(v) {
  if (typeof v !== 'number') return v === null || v === undefined ? '' : String(v);
  if (Number.isInteger(v)) return whole.format(v);
  const size = Math.abs(v);
  return size >= 1000 ? whole.format(v) : v.toFixed(size >= 100 ? 1 : size >= 1 ? 2 : 4);
}

export function ms(v) {
  if (v === undefined || v === null) return '–';
  if (v >= 60000) return (v / 60000).toFixed(1) + ' min';
  if (v >= 1000) return (v / 1000).toFixed(v >= 10000 ? 0 : 1) + ' s';
  return v.toFixed(v >= 100 ? 0 : 1) + ' ms';
}

/** "3 s ago", from the server's clock so that a wrong clock of the browser does not matter. */
export function ago(timeMs, nowMs) {
  const s = Math.max(0, Math.round((nowMs - timeMs) / 1000));
  if (s < 2) return 'now';
  if (s < 60) return s + ' s ago';
  if (s < 3600) return Math.floor(s / 60) + ' min ago';
  if (s < 86400) return Math.floor(s / 3600) + ' h ago';
  return new Date(timeMs).toLocaleDateString();
}

export function clock(timeMs) {
  const d = new Date(timeMs);
  return d.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
}

/** Epoch milliseconds of a cell of a TIMESTAMP column, which topics carry as ISO text. */
export function timeOf(cell) {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') return NaN;
  const text = cell.replace(' ', 'T');
  return Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : text + 'Z');
}

export const isTime = (column) => column.type.startsWith('TIMESTAMP');
export const isNumber = (column) => /^(TINYINT|SMALLINT|INT|BIGINT|FLOAT|DOUBLE|DECIMAL)/.test(column.type);

/** Element with class, text and children. Text is always text, never markup. */
export function el(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  for (const child of children) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}

export const byId = (id) => document.getElementById(id);

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Colour of a CSS variable, for canvases. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
