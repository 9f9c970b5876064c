import type { Outcome } from '@holdfast/protocol/proofs/outcome';
import type { ReportLine } from '@holdfast/protocol/proofs/report';
import { Mark } from '../look/mark.tsx';
import { took } from '../text/took.ts';
import { FigureBullet } from './figure-bullet.tsx';
import { lookOf } from './outcomes.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

const FellShort = ({ outcome }: { readonly outcome: Extract<Outcome, { kind: 'fell-short' }> }) => (
  <>
    <p>Not so: {outcome.sentence}</p>
    {outcome.claimed !== undefined && (
      <p>
        Claimed {outcome.claimed}, measured {outcome.measured ?? 'nothing'}.
      </p>
    )}
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 text-small">
      {Object.entries(outcome.facts).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="font-mono">{textOf(value)}</dd>
        </div>
      ))}
    </dl>
  </>
);

const Reason = ({ outcome }: { readonly outcome: Outcome }) => {
  if (outcome.kind === 'held') return undefined;
  if (outcome.kind === 'not-run') return <p className="text-muted wrap-anywhere">Not run: {outcome.reason}</p>;
  return (
    <div className="grid gap-1 border-l-2 border-bad pl-3 wrap-anywhere whitespace-pre-wrap">
      {outcome.kind === 'fell-short' ? (
        <FellShort outcome={outcome} />
      ) : (
        <>
          <p>Could not be judged: {outcome.reason}</p>
          {outcome.stack !== undefined && (
            <details>
              <summary className="w-fit cursor-pointer rounded-control text-small text-muted">Where it broke</summary>
              <pre className="overflow-x-auto font-mono text-small whitespace-pre-wrap">{outcome.stack}</pre>
            </details>
          )}
        </>
      )}
    </div>
  );
};

/** One promise: what was claimed, what became of it, and what was measured. */
export const PromiseLine = ({ line }: { readonly line: ReportLine }) => {
  const { word, tone, shape } = lookOf(line.outcome.kind);
  const about = [
    line.capability,
    line.kind,
    line.tier,
    line.weight,
    line.seconds > 0 ? took(line.seconds * 1_000) : null,
  ];
  return (
    <li id={line.id} className="grid gap-1.5 border-t border-line px-4 py-3 first:border-t-0">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <span className="pt-px font-mono text-small leading-5 text-muted">{line.id}</span>
        <h3 className="min-w-0 flex-1 basis-64 font-semibold wrap-anywhere">{line.title}</h3>
        <Mark tone={tone} shape={shape}>
          {word}
        </Mark>
      </div>
      {line.claim !== null && <p className="wrap-anywhere">{line.claim}</p>}
      <p className="text-small text-muted wrap-anywhere">{about.filter((part) => part !== null).join(' · ')}</p>
      <Reason outcome={line.outcome} />
      {line.figures.length > 0 && (
        <ul className="grid gap-2 pt-1">
          {line.figures.map((figure) => (
            <FigureBullet key={figure.name} figure={figure} />
          ))}
        </ul>
      )}
    </li>
  );
};
