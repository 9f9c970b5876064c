import { ClockTime } from '../text/clock-time.tsx';
import type { Change } from './health-watch.ts';
import { partName } from './part-name.ts';
import { StatusMark } from './status-mark.tsx';

const subjectOf = ({ subject, to }: Change): string => {
  if (subject === 'whole') return 'Server';
  if (subject === 'server') return to === 'unanswered' ? 'Server stopped answering' : 'Server answers again';
  return partName(subject.part);
};

const ChangedStatus = ({ status }: { readonly status: Change['to'] }) => {
  if (status === undefined) return <span className="text-small text-muted">not named</span>;
  return <StatusMark status={status === 'unanswered' ? 'unknown' : status} />;
};

export const ChangesList = ({
  changes,
  beganAt,
}: {
  readonly changes: readonly Change[];
  readonly beganAt: number;
}) => {
  if (changes.length === 0) {
    return (
      <p className="px-4 py-3 text-muted">
        Nothing has changed since <ClockTime at={beganAt} />, when this page began to look.
      </p>
    );
  }
  return (
    <ol>
      {changes.map((change) => (
        <li
          key={`${change.at} ${subjectOf(change)}`}
          className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2 first:border-t-0"
        >
          <span className="text-small text-muted">
            <ClockTime at={change.at} />
          </span>
          <span className="min-w-35">{subjectOf(change)}</span>
          <span className="flex items-center gap-2 text-muted">
            <ChangedStatus status={change.from} />
            <span aria-label="became">→</span>
            <ChangedStatus status={change.to} />
          </span>
          {change.detail !== '' && <span className="min-w-0 break-words text-muted">{change.detail}</span>}
        </li>
      ))}
    </ol>
  );
};
