import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { type ShownTraces, withRange, withTime } from './shown-traces.ts';
import { ALL_TIME, RANGES, USUAL_RANGE } from './time-range.ts';

const CONTROL =
  'min-h-8 min-w-0 max-w-full grow rounded-control sm:grow-0 border border-faint bg-surface px-2 text-ink';

/** A moment as the browser's field for it has it, in the time of this device. */
const localOf = (moment: number): string => {
  const local = new Date(moment - new Date(moment).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
};

const DAY_MS = 86_400_000;
const WORDS = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

interface TimeChoiceProps {
  readonly shown: ShownTraces;
  readonly show: (shown: ShownTraces) => void;
}

const Custom = ({ shown, show, onDone }: TimeChoiceProps & { readonly onDone: () => void }) => {
  const [from, setFrom] = useState(() =>
    localOf(shown.from === undefined ? Date.now() - DAY_MS : Date.parse(shown.from)),
  );
  const [to, setTo] = useState(() => localOf(shown.to === undefined ? Date.now() : Date.parse(shown.to)));
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const isPossible = begin < end;
  return (
    <form
      aria-label="A stretch of time"
      className="flex basis-full flex-wrap items-center gap-2 rounded-panel border border-line bg-surface p-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPossible) return;
        onDone();
        show(withTime(shown, begin, end));
      }}
    >
      <input
        aria-label="From"
        type="datetime-local"
        step={1}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
        className={CONTROL}
      />
      <span aria-hidden="true" className="text-muted">
        to
      </span>
      <input
        aria-label="To"
        type="datetime-local"
        step={1}
        value={to}
        onChange={(event) => setTo(event.target.value)}
        className={CONTROL}
      />
      <Button type="submit" look="primary" aria-disabled={!isPossible}>
        Apply
      </Button>
      <Button onClick={onDone}>Cancel</Button>
      {!isPossible && <span className="text-small text-bad">It must end after it begins.</span>}
    </form>
  );
};

/** How far back is looked, or a stretch of time. */
export const TimeChoice = ({ shown, show }: TimeChoiceProps) => {
  const [isCustom, setIsCustom] = useState(false);
  const { from, to } = shown;
  const isStretch = from !== undefined || to !== undefined;
  const words = (moment: string | undefined, otherwise: string): string =>
    moment === undefined ? otherwise : WORDS.format(Date.parse(moment));
  return (
    <>
      <select
        aria-label="Time"
        value={isCustom || isStretch ? 'stretch' : (shown.range ?? USUAL_RANGE)}
        onChange={(event) => {
          setIsCustom(event.target.value === 'custom');
          if (event.target.value !== 'custom') {
            show(withRange(shown, event.target.value === USUAL_RANGE ? undefined : event.target.value));
          }
        }}
        className={CONTROL}
      >
        {(isCustom || isStretch) && (
          <option value="stretch" disabled>
            {isStretch ? `${words(from, 'the beginning')} to ${words(to, 'now')}` : 'A stretch of time'}
          </option>
        )}
        {RANGES.map(([word, label]) => (
          <option key={word} value={word}>
            {label}
          </option>
        ))}
        <option value={ALL_TIME}>All time</option>
        <option value="custom">A stretch of time …</option>
      </select>
      {isCustom && <Custom shown={shown} show={show} onDone={() => setIsCustom(false)} />}
    </>
  );
};
