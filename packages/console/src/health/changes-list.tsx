import { ClockTime } from '../text/clock-time.tsx';
import type { Change } from './health-watch.ts';
import { partName } from './part-name.ts';
import { StatusMark } from './status-mark.tsx';

const subjectOf = ({ part }: Change): string => (part === undefined ? 'Server' : partName(part));

const ChangedStatus = ({ status }: { readonly status: Change['to'] }) =>
  status === 'absent' ? <span className="text-small text-muted">not named</span> : <StatusMark status={status} />;

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
          className="grid min-h-9 grid-cols-[max-content_minmax(0,1fr)] items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2 first:border-t-0 xl:grid-cols-[max-content_190px_230px_minmax(0,1fr)]"
        >
          <span className="text-small text-muted">
            <ClockTime at={change.at} />
          </span>
          <span className="wrap-anywhere">{subjectOf(change)}</span>
          <span className="col-start-2 flex items-center gap-2 text-muted xl:col-start-auto">
            <ChangedStatus status={change.from} />
            <span aria-label="became">→</span>
            <ChangedStatus status={change.to} />
          </span>
          {change.detail !== '' && (
            <span className="col-start-2 text-muted wrap-anywhere xl:col-start-auto">{change.detail}</span>
          )}
        </li>
      ))}
    </ol>
  );
};
