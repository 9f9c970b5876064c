import type { ProofsReport } from '@holdfast/protocol/proofs/report';
import { Mark } from '../look/mark.tsx';
import { countOf } from '../text/count.ts';
import { countOfKind, OUTCOMES } from './outcomes.ts';
import { ShareBar } from './share-bar.tsx';

const titleOf = ({ verdict, target }: ProofsReport): string => {
  if (target !== null) return 'Asked of a live deployment';
  return verdict.ready ? 'Ready' : 'Not ready';
};

/** Whether it may be relied on, and what stands against it. */
export const VerdictPanel = ({ report }: { readonly report: ProofsReport }) => {
  const { verdict, headline, counts } = report;
  const isGood = verdict.ready && report.target === null;
  return (
    <section
      aria-label="Verdict"
      className={`grid gap-3 rounded-panel border bg-surface px-4 py-4 ${isGood ? 'border-ok' : 'border-warn'}`}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-title font-semibold">{titleOf(report)}</h2>
        <Mark tone={isGood ? 'ok' : 'warn'} shape={isGood ? 'check' : 'triangle'}>
          {countOf(headline.held)} of {countOf(headline.promises)} promises held
        </Mark>
      </div>
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
