// SPDX-License-Identifier: Apache-2.0
// The live page. Everything on it is built from /api/pipelines and the frames of /api/live.

import { byId, el, setText } from './format.js';
import { connect, get } from './feed.js';
import { highlight } from './sql.js';
import { ResultChart } from './charts.js';
import { AlertList } from './alerts.js';
import { drawCounters, drawOutputs, Latency, PanelRows, Readings, Tables } from './panels.js';

const PIPELINES_EVERY_MS = 3000;
const SPARKS_EVERY_MS = 900;

const rows = new PanelRows();
const chart = new ResultChart(rows);
const alerts = new AlertList();
const readings = new Readings();
const latency = new Latency();
const tables = new Tables(rows);

let pipelines = [];
let chosen = null;
let sparksAt = 0;
let lastReadings = {};

function onLink(isUp) {
  const link = byId('link');
  link.className = 'link ' + (isUp ? 'up' : 'bad');
  setText(link.querySelector('span'), isUp ? 'live' : 'reconnecting');
}

function onFrame(frame) {
  if (!chosen && frame.pipelines.length) chosen = frame.pipelines[0].name;
  const mine = frame.pipelines.find((p) => p.name === chosen);
  rows.update(frame.panels);
  chart.update(frame.panels);
  tables.update(frame.panels);
  alerts.update(frame.alerts, frame.now);
  if (frame.readings) lastReadings = frame.readings;
  if (document.hidden) return;
  const now = performance.now();
  if (now - sparksAt < SPARKS_EVERY_MS) return;
  sparksAt = now;
  drawCounters(mine, lastReadings);
  readings.update(lastReadings);
  latency.update(frame.latency.stages);
  drawPipelines(frame.pipelines);
}

function drawPipelines(states) {
  const box = byId('pipelines');
  const text = states.map((p) => p.name + p.state + chosen).join();
  if (box.dataset.text === text) return;
  box.dataset.text = text;
  box.replaceChildren(...states.map((p) => {
    const isUp = p.state === 'RUNNING' || p.state === 'FINISHED';
    const pill = el('button', 'pill ' + (isUp ? 'up' : p.state === 'FAILED' ? 'bad' : ''), el('i'), p.name, el('span', 'state', p.state.toLowerCase()));
    pill.type = 'button';
    pill.setAttribute('aria-pressed', String(p.name === chosen));
    pill.onclick = () => { chosen = p.name; box.dataset.text = ''; drawPipelines(states); drawPipeline(); };
    return pill;
  }));
}

async function askPipelines() {
  try {
    const found = await get('/api/pipelines');
    pipelines = found.pipelines;
    tables.setPanels(found.panels);
    chart.setTables(pipelines.flatMap((p) => p.outputs), found.panels);
    if (!chosen && pipelines.length) chosen = pipelines[0].name;
    drawPipeline();
  } catch {
    // The link says that the server is away; this asks again by itself.
  }
}

function drawPipeline() {
  const pipeline = pipelines.find((p) => p.name === chosen);
  if (!pipeline) return;
  drawOutputs(pipeline);
  const box = byId('sql');
  if (box.dataset.sql === pipeline.sql) return;
  box.dataset.sql = pipeline.sql;
  box.replaceChildren(highlight(pipeline.sql));
  scrollToHeart(box);
}

/** The tables come first in a file; what makes the alerts, or at least a result, is what one wants to see. */
function scrollToHeart(box) {
  const words = [...box.querySelectorAll('.kw')];
  const heart = words.find((w) => /^MATCH_RECOGNIZE$/i.test(w.textContent)) || words.find((w) => /^SELECT$/i.test(w.textContent));
  if (heart) box.scrollTop = Math.max(0, heart.getBoundingClientRect().top - box.getBoundingClientRect().top - 24);
}

byId('sql-size').onclick = () => {
  const panel = document.querySelector('.panel.sql');
  const isOpen = panel.classList.toggle('open');
  document.querySelector('.grid').classList.toggle('sql-open', isOpen);
  byId('sql-size').setAttribute('aria-expanded', String(isOpen));
  setText(byId('sql-size'), isOpen ? 'Show less' : 'Show all');
};

connect(onFrame, onLink);
askPipelines();
setInterval(askPipelines, PIPELINES_EVERY_MS);
