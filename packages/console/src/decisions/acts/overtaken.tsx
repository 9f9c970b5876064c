import type { Decision } from '@holdfast/protocol/decisions/decision';
import { Moment } from '../../text/moment.tsx';
import { GivenText } from '../arguments/given-text.tsx';
import { decidedWords } from './decided-words.ts';
import { Written } from './written.tsx';

interface OvertakenProps {
  readonly present: Decision;
  readonly now: number;
  readonly me: string | undefined;
  /** What somebody has written for an act that is not done any more. */
  readonly written: string;
}

const Decided = ({ present: { status, outcome }, now, me }: Omit<OvertakenProps, 'written'>) =>
  outcome === null ? (
    <p>It was changed since you opened this. Close it, see how it is now, and decide anew.</p>
  ) : (
    <>
      <p>
        <strong className="font-semibold">
          <GivenText text={decidedWords({ status, outcome }, me)} />
        </strong>
        , <Moment at={outcome.at} now={now} />. Nothing was done of what you began here.
      </p>
      {outcome.reason !== null && (
        <p className="whitespace-pre-wrap">
          “<GivenText text={outcome.reason} />”
        </p>
      )}
    </>
  );

/** That somebody or the deadline was first while it was thought about, and what was written, to be taken along. */
export const Overtaken = ({ written, ...decided }: OvertakenProps) => (
  <div className="grid gap-3">
    <div role="alert" className="grid gap-1 rounded-control bg-warn-soft px-3 py-2 text-warn wrap-anywhere">
      <Decided {...decided} />
    </div>
    {written !== '' && <Written text={written} />}
  </div>
);
