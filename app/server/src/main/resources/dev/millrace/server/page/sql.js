// SPDX-License-Identifier: Apache-2.0
// Colours for SQL. One pass, no markup from the text.

import { el } from './format.js';

const KEYWORDS = new Set(('ADD AFTER ALL AND ARRAY AS ASC BEGIN BETWEEN BIGINT BOOLEAN BY BYTES CASE CAST CREATE CROSS CURRENT '
  + 'DATE DAY DECIMAL DEFINE DESC DESCRIPTOR DISTINCT DOUBLE ELSE END ENFORCED EXECUTE EXISTS FALSE FLOAT FOLLOWING FOR FROM GROUP '
  + 'HAVING HOUR IN INSERT INT INTERVAL INTO IS JOIN KEY LAST LEFT LIKE MAP MATCH MATCH_RECOGNIZE MEASURES METADATA MINUTE MONTH NEXT '
  + 'NOT NULL ON ONE OR ORDER OUTER OVER PARTITION PAST PATTERN PER PRECEDING PRIMARY RANGE RIGHT ROW ROWS SECOND SELECT SET SKIP '
  + 'SMALLINT STATEMENT STRING SUBSET TABLE TEMPORARY THEN TIME TIMESTAMP TIMESTAMP_LTZ TINYINT TO TRUE UNBOUNDED UNION VALUES VARCHAR '
  + 'VIEW WATERMARK WHEN WHERE WINDOW WITH WITHIN YEAR').split(' '));

const TOKEN = /(--[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^']|'')*')|(`[^`]*`)|(\b\d+(?:\.\d+)?\b)|([A-Za-z_][A-Za-z0-9_]*)(?=(\s*\()?)/g;

export function highlight(text) {
  const out = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    const kind = kindOf(match);
    if (!kind) continue;
    out.append(text.slice(from, match.index), el('span', kind, match[0]));
    from = match.index + match[0].length;
  }
  out.append(text.slice(from));
  return out;
}

function kindOf(match) {
  const [, comment, string, , number, word, call] = match;
  if (comment) return 'com';
  if (string) return 'str';
  if (number) return 'num';
  if (!word) return null;
  if (KEYWORDS.has(word.toUpperCase())) return 'kw';
  return call ? 'fn' : null;
}
