import type { MeasuredFigure } from '../../bars.ts';
import type { Outcome } from '../../outcome.ts';
import type { ReportLine } from '../line.ts';
import { baselineInWords, inDigits, reasonInWords, withUnit } from '../words.ts';
import { markup, type Markup } from './markup.ts';

export const NAMES: Readonly<Record<Outcome['kind'], string>> = {
  held: 'held',
  'fell-short': 'fell short',
  errored: 'not judged',
  'not-run': 'not run',
};

const claimed = ({ bar, kept }: MeasuredFigure): Markup => {
  if (bar === undefined) return markup``;
  const than = bar.better === 'lower' ? 'at most' : 'at least';
  const missed = kept === true ? markup`` : markup`<span class="tag missed">missed</span> `;
  const elsewhere = bar.others === '' ? '' : ` · elsewhere ${bar.others}`;
  return markup`${missed}claimed ${than} ${withUnit(bar.ours, bar.unit)}<span class="muted">${elsewhere}</span>`;
};

const moved = (figure: MeasuredFigure): Markup => {
  const words = baselineInWords(figure);
  if (words === undefined) return markup``;
  const [tag = '', ...rest] = words.toLowerCase().split(': ');
  return markup` <span class="tag ${figure.baseline?.moved ?? ''}">${tag}</span> <small class="muted">${rest.join(': ')}</small>`;
};

/** Every figure that is not as it was, with a way to its promise. */
export const movedMarkup = (lines: readonly ReportLine[]): Markup => {
  const items = lines.flatMap(({ id, figures }) =>
    figures
      .filter(({ baseline }) => baseline !== undefined && baseline.moved !== null)
      .map(
        (figure) =>
          markup`<li><a class="id" href="#${id}">${id}</a> ${figure.name}: <b>${withUnit(figure.value, figure.unit)}</b>${moved(figure)}</li>`,
      ),
  );
  if (items.length === 0) return markup``;
  return markup`<section class="panel moved"><h2>Moved by more than its noise on this machine</h2><ul>${items}</ul></section>`;
};

const figureRow = (figure: MeasuredFigure): Markup =>
  markup`<div class="figure"><span class="muted">${figure.name}</span><b>${withUnit(figure.value, figure.unit)}</b><span class="small">${claimed(figure)}${moved(figure)}</span></div>`;

const why = (outcome: Outcome): Markup => {
  const reasons = reasonInWords(outcome);
  if (reasons.length === 0) return markup``;
  return markup`<div class="why small">${reasons.map((reason) => markup`<div>${reason}</div>`)}</div>`;
};

export const lineMarkup = (line: ReportLine): Markup => {
  const { id, title, claim, outcome, kind, capability, weight, seconds, figures } = line;
  const about = [capability, kind, weight, seconds === 0 ? undefined : `${inDigits(seconds)} s`];
  return markup`<article class="line" id="${id}" data-outcome="${outcome.kind}" data-kind="${kind}" data-capability="${capability}">
<div class="top"><h3><span class="id">${id}</span>${title}</h3><span class="tag ${outcome.kind}">${NAMES[outcome.kind]}</span></div>
<p class="muted">${claim ?? ''}</p>
<small class="muted">${about.filter((part) => part !== undefined && part !== null).join(' · ')}</small>
${why(outcome)}
${figures.length === 0 ? markup`` : markup`<div class="figures">${figures.map(figureRow)}</div>`}
</article>`;
};

/** One that nobody has proved yet has nothing to tell but its name. */
export const briefMarkup = ({ id, title, outcome, kind, capability }: ReportLine): Markup =>
  markup`<article class="line brief" id="${id}" data-outcome="${outcome.kind}" data-kind="${kind}" data-capability="${capability}"><h3><span class="id">${id}</span>${title}</h3><small class="muted">${capability} \u00b7 ${kind}</small></article>`;
