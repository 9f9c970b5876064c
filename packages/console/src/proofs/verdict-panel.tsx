import type { ProofsReport } from '@holdfast/protocol/proofs/report';
import { choiceInWords, countsOverAll } from '@holdfast/protocol/proofs/over-all';
import { Mark } from '../look/mark.tsx';
import { countOf } from '../text/count.ts';
import { countOfKind, OUTCOMES } from './outcomes.ts';
import { ShareBar } from './share-bar.tsx';

const titleOf = ({ verdict, target, partial, counts }: ProofsReport): string => {
  if (target !== null) return 'Asked of a live deployment';
  if (partial === true) return choiceInWords(counts);
  return verdict.ready ? 'Ready' : 'Not ready';
};

const LOOKS = {
  good: { border: 'border-ok', mark: { tone: 'ok', shape: 'check' } },
  open: { border: 'border-line', mark: { tone: 'none', shape: 'dash' } },
  bad: { border: 'border-warn', mark: { tone: 'warn', shape: 'triangle' } },
} as const;

/** A run that gets no verdict is neither good nor bad, as long as nothing of it failed. */
const weightOf = ({ verdict, target, partial, counts }: ProofsReport): keyof typeof LOOKS => {
  if (target === null && partial !== true) return verdict.ready ? 'good' : 'bad';
  return counts.fell_short + counts.errored > 0 ? 'bad' : 'open';
};

/** Whether it may be relied on, and what stands against it. */
export const VerdictPanel = ({ report }: { readonly report: ProofsReport }) => {
  const { verdict, headline, remarks = [] } = report;
  const counts = countsOverAll(report);
  const look = LOOKS[weightOf(report)];
  return (
    <section aria-label="Verdict" className={`grid gap-3 rounded-panel border bg-surface px-4 py-4 ${look.border}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-title font-semibold">{titleOf(report)}</h2>
        <Mark {...look.mark}>
          {countOf(headline.held)} of {countOf(headline.promises)} promises held
        </Mark>
      </div>
      {report.partial === true && report.target === null && (
        <p>No verdict: this run was of a choice, which says nothing over the whole.</p>
      )}
      {remarks.map((remark) => (
        <p key={remark} className="font-semibold wrap-anywhere">
          {remark}
        </p>
      ))}
      <p className="text-muted">
        {countOf(headline.not_proven)} are not proven: not chosen, not run, or not judged. Only what held counts.
      </p>
      <ShareBar of="All promises" counts={counts} />
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {OUTCOMES.map(({ kind, word, tone, shape }) => (
          <li key={kind} className="flex items-center gap-2">
            <strong className="font-semibold">{countOf(countOfKind(counts, kind))}</strong>
            <Mark tone={tone} shape={shape}>
              {word}
            </Mark>
          </li>
        ))}
      </ul>
      {verdict.blockers.length > 0 && (
        <div>
          <h3 className="font-semibold">What stands against it</h3>
          <ul className="list-disc pl-5">
            {verdict.blockers.map((blocker) => (
              <li key={blocker} className="wrap-anywhere">
                {blocker}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
};
