import type { Job, JobDetail } from '@holdfast/protocol/work/job';
import { Button } from '../../controls/button.tsx';
import type { Scope } from '../../live/scope.ts';
import { useAct } from '../../live/use-act.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { counted } from '../../text/count.ts';
import { idEnd } from '../../text/id-end.ts';
import { Moment } from '../../text/moment.tsx';
import { TriesTimeline } from '../jobs/tries-timeline.tsx';
import { triesOf } from '../jobs/tries.ts';
import { sendAgain } from './redrive-acts.ts';

interface DeadLetterProps {
  readonly letter: JobDetail;
  readonly scope: Scope;
  readonly now: number;
  readonly lookAgain: () => void;
}

const History = ({ letter, now }: Pick<DeadLetterProps, 'letter' | 'now'>) => {
  const tries = triesOf(letter);
  if (tries.length === 0) return <p className="text-small text-muted">Its tries are not known any more.</p>;
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-control text-small text-muted hover:text-ink">
        {counted(tries.length, 'try').replace('trys', 'tries')}
      </summary>
      <div className="mt-2 rounded-control border border-line bg-surface">
        <TriesTimeline tries={tries} now={now} />
      </div>
    </details>
  );
};

/** A job of the instance itself has no page: pages of jobs are those of a workspace. */
const Name = ({ letter, scope }: Pick<DeadLetterProps, 'letter' | 'scope'>) =>
  scope === 'instance' ? (
    <span className="font-semibold wrap-anywhere">{letter.name}</span>
  ) : (
    <PageLink
      to={paths.job(letter.id)}
      className="font-semibold text-accent underline-offset-2 wrap-anywhere hover:underline"
    >
      {letter.name}
    </PageLink>
  );

/** A job that was given up, why, and what it went through. */
export const DeadLetter = ({ letter, scope, now, lookAgain }: DeadLetterProps) => {
  const redrive = useAct<Job>({
    ask: sendAgain(scope, letter.id),
    onAnswer: () => undefined,
    lookAgain,
  });
  return (
    <li className="grid gap-2 border-t border-line px-4 py-3 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Name letter={letter} scope={scope} />
        <span className="text-small text-muted wrap-anywhere">
          <span title={letter.id} className="font-mono">
            {idEnd(letter.id)}
          </span>{' '}
          in {letter.queue}, given up{' '}
          {letter.finished_at === null ? 'at an unknown time' : <Moment at={letter.finished_at} now={now} />}
        </span>
        <span className="ml-auto">
          <Button
            aria-label={`Redrive ${letter.name} ${idEnd(letter.id)}`}
            aria-disabled={redrive.isRunning}
            onClick={redrive.run}
          >
            {redrive.isRunning ? 'Asking …' : 'Redrive'}
          </Button>
        </span>
      </div>
      {letter.error !== null && <p className="wrap-anywhere whitespace-pre-wrap">{letter.error}</p>}
      {redrive.refusal !== undefined && (
        <p role="alert" className="text-bad wrap-anywhere">
          {redrive.refusal}
        </p>
      )}
      <History letter={letter} now={now} />
    </li>
  );
};
