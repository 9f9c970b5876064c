import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportLine } from '../line.ts';
import type { Report } from '../report.ts';
import { inDigits } from '../words.ts';
import { briefMarkup, lineMarkup, movedMarkup, NAMES } from './lines.ts';
import { markup, trusted, type Markup } from './markup.ts';
import { groundMarkup, sumsMarkup, verdictMarkup } from './summary.ts';

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page may run its own script and look as it says, and fetch nothing from anywhere. */
const policyOf = (style: string, script: string): string =>
  `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`;

const select = (name: string, label: string, options: readonly (readonly [string, string])[]): Markup =>
  markup`<label>${label}<select name="${name}"><option value="">all</option>${options.map(([value, shown]) => markup`<option value="${value}">${shown}</option>`)}</select></label>`;

const distinct = (lines: readonly ReportLine[], of: (line: ReportLine) => string) =>
  [...new Set(lines.map(of))].map((value) => [value, value] as const);

const filters = (lines: readonly ReportLine[]): Markup => markup`<div class="filters" hidden>
${select('outcome', 'Outcome', Object.entries(NAMES))}
${select(
  'kind',
  'Kind',
  distinct(lines, ({ kind }) => kind),
)}
${select(
  'capability',
  'Capability',
  distinct(lines, ({ capability }) => capability),
)}
<output aria-live="polite"></output></div>`;

const linesPanel = (title: string, lines: readonly Markup[]): Markup =>
  lines.length === 0 ? markup`` : markup`<section class="panel lines"><h2>${title}</h2>${lines}</section>`;

const ORDER = ['fell-short', 'errored', 'held', 'not-run'] as const;

/** What went wrong first, so that nobody has to look for it. */
const sorted = (lines: readonly ReportLine[]): readonly ReportLine[] =>
  lines.toSorted((a, b) => ORDER.indexOf(a.outcome.kind) - ORDER.indexOf(b.outcome.kind));

/** The report as one page that needs nothing else: no network, no framework, no other file. */
export const htmlReport = (report: Report): string => {
  const [style, script] = [read('style.css'), read('filter.js')];
  const { lines, started_at: at, seconds, version } = report;
  const proved = lines.filter(({ claim }) => claim !== null);
  const { html } = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Holdfast ${version}: proofs of ${at.slice(0, 10)}</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
<header class="head"><h1>Holdfast proofs</h1><span class="muted">${version} · ${at.replace('T', ' ').slice(0, 16)} UTC · ${inDigits(seconds)} s</span></header>
${verdictMarkup(report)}
<div class="pair">${sumsMarkup('Capability', report.by_capability)}${sumsMarkup('Kind', report.by_kind)}</div>
${movedMarkup(lines)}
${filters(lines)}
${linesPanel('What was claimed, and what was found', sorted(proved).map(lineMarkup))}
${linesPanel('Chosen, and without a proof yet', lines.filter(({ claim }) => claim === null).map(briefMarkup))}
${groundMarkup(report)}
</main>
<script>${trusted(script)}</script>
</body>
</html>
`;
  return html;
};
