import { choiceInWords, countsOverAll } from '@holdfast/protocol/proofs/over-all';
import type { Outcome } from '../../outcome.ts';
import type { Report } from '../report.ts';
import type { Counts, Sum } from '../sums.ts';
import { inDigits } from '../words.ts';
import { NAMES } from './lines.ts';
import { markup, type Markup } from './markup.ts';

const WIDTH = 1000;

const countsOf = ({ held, fell_short, errored, not_run }: Counts): readonly (readonly [Outcome['kind'], number])[] => [
  ['held', held],
  ['fell-short', fell_short],
  ['errored', errored],
  ['not-run', not_run],
];

/** Drawn by attributes: a style in an attribute is what the page forbids itself. */
const barMarkup = (counts: Counts): Markup => {
  const parts = countsOf(counts);
  const total = parts.reduce((sum, [, count]) => sum + count, 0);
  let from = 0;
  const rects = parts.map(([kind, count]) => {
    const width = total === 0 ? 0 : (count / total) * WIDTH;
    from += width;
    return markup`<rect class="${kind}" x="${from - width}" y="0" width="${width}" height="10"/>`;
  });
  return markup`<svg class="bar" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" aria-hidden="true">${rects}</svg>`;
};

const tiles = (counts: Counts): Markup =>
  markup`<div class="tiles">${countsOf(counts).map(
    ([kind, count]) =>
      markup`<div><span class="dot ${kind}"></span><b>${count}</b><span class="muted">${NAMES[kind]}</span></div>`,
  )}</div>`;

/** A live deployment is not judged as a whole: it is asked too little for that. Only what it failed is bad. */
const verdictLook = ({
  verdict,
  counts,
  target,
  partial,
}: Report): { readonly title: string; readonly look: string } => {
  const failed = counts.fell_short + counts.errored > 0;
  if (target !== null) return { title: 'Asked of a live deployment', look: failed ? 'bad' : 'open' };
  if (partial) return { title: choiceInWords(counts), look: failed ? 'bad' : 'open' };
  return verdict.ready ? { title: 'Ready', look: 'good' } : { title: 'Not ready', look: 'bad' };
};

const CHOICE = 'No verdict: a choice says nothing over the whole.';

export const verdictMarkup = (report: Report): Markup => {
  const { verdict, headline, partial, target } = report;
  const counts = countsOverAll(report);
  const { title, look } = verdictLook(report);
  const good = 'Every chosen promise that matters holds here.';
  const sentence = `Of ${headline.promises} promises ${headline.held} held; ${headline.not_proven} are not proven: not chosen, not run, or not judged.`;
  return markup`<section class="panel verdict" data-look="${look}" aria-label="Verdict">
<h2>${title}</h2>
<p>${verdict.ready ? `${good} ` : ''}${partial && target === null ? `${CHOICE} ` : ''}${sentence}</p>
${report.remarks.map((remark) => markup`<p><strong>${remark}</strong></p>`)}
${barMarkup(counts)}${tiles(counts)}
${verdict.blockers.length === 0 ? markup`` : markup`<ul aria-label="What stands against it">${verdict.blockers.map((blocker) => markup`<li>${blocker}</li>`)}</ul>`}
</section>`;
};

const cell = (kind: Outcome['kind'], count: number): Markup => {
  const bad = count > 0 && (kind === 'fell-short' || kind === 'errored');
  const look = bad ? 'bad' : '';
  return markup`<td class="${count === 0 ? 'none' : look}">${count}</td>`;
};

export const sumsMarkup = (title: string, sums: readonly Sum[]): Markup => markup`<section class="panel">
<table><thead><tr><th scope="col">${title}</th>${countsOf({ held: 0, fell_short: 0, errored: 0, not_run: 0 }).map(([kind]) => markup`<th scope="col">${NAMES[kind]}</th>`)}</tr></thead>
<tbody>${sums.map((sum) => markup`<tr><th scope="row">${sum.name}</th>${countsOf(sum).map(([kind, count]) => cell(kind, count))}</tr>`)}</tbody></table>
</section>`;

export const groundMarkup = (report: Report): Markup => {
  const { machine, calibration, seed, version, target } = report;
  const facts: readonly (readonly [string, string])[] = [
    ['Holdfast', version],
    ...(target === null ? [] : ([['Asked', target]] as const)),
    ['Machine', `${machine.processor}, ${machine.cores} cores, ${machine.memory_gib} GiB (${machine.fingerprint})`],
    ['System', `${machine.system}, Node ${machine.node}`],
    ['SHA-256', `${inDigits(calibration.sha256_mb_per_s)} MB/s`],
    ['fsync', `${inDigits(calibration.fsync_per_s)} a second`],
    ['Loopback', `${inDigits(calibration.loopback_round_trip_us)} µs there and back`],
    ['Seed', `${seed}: with --seed ${seed} the same chances come again`],
  ];
  return markup`<section class="panel"><h2>On what this was measured</h2>
<dl class="facts">${facts.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>`;
};
