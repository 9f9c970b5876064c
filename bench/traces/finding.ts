/** One measured figure, and what it has to be. */
export interface Finding {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  readonly bar?: { readonly atLeast: number } | { readonly below: number };
  /** What else was seen on the way. */
  readonly note?: string;
}

export const holds = ({ figure, bar }: Finding): boolean | undefined => {
  if (bar === undefined) return undefined;
  return 'below' in bar ? figure < bar.below : figure >= bar.atLeast;
};

export const lineOf = (finding: Finding): string => {
  const { what, figure, unit, bar, note } = finding;
  const is = holds(finding);
  const against =
    bar === undefined ? '' : 'below' in bar ? `below ${written(bar.below)}` : `at least ${written(bar.atLeast)}`;
  const verdict = is === undefined ? '' : is ? 'holds' : 'FALLS SHORT';
  return [what.padEnd(52), `${written(figure)} ${unit}`.padEnd(20), against.padEnd(18), verdict.padEnd(12), note ?? '']
    .join('')
    .trimEnd();
};

const written = (figure: number): string =>
  figure >= 100 ? Math.round(figure).toLocaleString('en') : figure.toPrecision(3).replace(/\.?0+$/, '');
