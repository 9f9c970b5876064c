import type { ReportLine } from './line.ts';

export interface Verdict {
  readonly ready: boolean;
  /** A sentence each. */
  readonly blockers: readonly string[];
}

const unproven = (lines: readonly ReportLine[]): string[] => {
  const count = lines.filter(({ claim }) => claim === null).length;
  if (count === 0) return [];
  return [count === 1 ? '1 chosen promise has no proof yet' : `${count} chosen promises have no proof yet`];
};

/**
 * Ready means: every chosen promise that is critical or important holds here.
 * An edge may fall short and is reported; what was not run is not proven, and for a critical promise that is a blocker.
 */
export const judge = (lines: readonly ReportLine[]): Verdict => {
  const blockers = lines.flatMap(({ id, weight, title, outcome }) => {
    if (weight === null || weight === 'edge') return [];
    if (outcome.kind === 'fell-short') return [`${id} ${title}: not so: ${outcome.sentence}`];
    if (outcome.kind === 'errored') return [`${id} ${title}: could not be judged`];
    if (outcome.kind === 'not-run' && weight === 'critical') return [`${id} ${title}: not run: ${outcome.reason}`];
    return [];
  });
  const all = [...blockers, ...(lines.length === 0 ? ['nothing was chosen'] : []), ...unproven(lines)];
  return { ready: all.length === 0, blockers: all };
};

/** That a choice holds says nothing over the rest. */
export const judgePartial = (lines: readonly ReportLine[]): Verdict => ({
  ready: false,
  blockers: judge(lines).blockers,
});

/** A live deployment is asked only what does no harm. That it did well there does not make it ready. */
export const judgeLive = (lines: readonly ReportLine[]): Verdict => {
  const leftOut = lines.filter(({ outcome }) => outcome.kind === 'not-run').length;
  const ran = lines.filter(({ outcome }) => outcome.kind !== 'not-run');
  const sentence = `${leftOut} of ${lines.length} chosen promises are left out against a live deployment`;
  const { blockers } = judge(ran);
  const all = leftOut === 0 ? blockers : [...blockers, sentence];
  return { ready: all.length === 0, blockers: all };
};
