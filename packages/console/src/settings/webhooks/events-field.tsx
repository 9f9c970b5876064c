import { ALL_EVENTS } from '@holdfast/protocol/webhooks/event-types';
import { useId } from 'react';
import { Choice } from '../../controls/choice.tsx';
import { useFieldError } from '../../forms/field-errors.ts';
import { EVENT_AREAS, type EventWords, isWithin } from './event-words.ts';

interface EventsFieldProps {
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** Whoever chooses an area has its events. */
const toggled = (chosen: readonly string[], pattern: string): readonly string[] =>
  chosen.includes(pattern)
    ? chosen.filter((one) => one !== pattern)
    : [...chosen.filter((one) => !isWithin(one, pattern)), pattern];

const EventBox = ({ of: { pattern, means }, chosen, onChoose }: EventsFieldProps & { readonly of: EventWords }) => {
  const isImplied = chosen.some((area) => isWithin(pattern, area));
  return (
    <label className="flex items-baseline gap-3">
      <input
        type="checkbox"
        className="size-4 shrink-0 translate-y-0.5 accent-accent"
        checked={isImplied || chosen.includes(pattern)}
        disabled={isImplied}
        onChange={() => onChoose(toggled(chosen, pattern))}
      />
      <span className="min-w-0 text-muted wrap-anywhere">
        <code className={`font-mono text-small ${isImplied ? '' : 'text-ink'}`}>{pattern}</code> {means}
      </span>
    </label>
  );
};

/** What a webhook is told of. */
export const EventsField = ({ chosen, onChoose }: EventsFieldProps) => {
  const isAll = chosen.includes(ALL_EVENTS);
  const error = useFieldError('events');
  const errorId = useId();
  return (
    <fieldset className="grid gap-2" {...(error !== undefined && { 'aria-describedby': errorId })}>
      <legend className="pb-1 font-semibold">What it is told of</legend>
      <Choice
        label="How much"
        chosen={isAll ? 'all' : 'some'}
        onChoose={(much) => onChoose(much === 'all' ? [ALL_EVENTS] : [])}
        choices={[
          ['all', 'Everything', 'that happens in the workspace, also what later versions tell of.'],
          ['some', 'Only some', 'of it.'],
        ]}
      />
      {!isAll &&
        EVENT_AREAS.map(({ area, types }) => (
          <div
            key={area?.pattern ?? 'others'}
            role="group"
            aria-label={area?.pattern ?? 'Others'}
            className="ml-7 grid gap-1"
          >
            {area !== undefined && <EventBox of={area} chosen={chosen} onChoose={onChoose} />}
            <div className={area === undefined ? 'grid gap-1' : 'ml-7 grid gap-1'}>
              {types.map((one) => (
                <EventBox key={one.pattern} of={one} chosen={chosen} onChoose={onChoose} />
              ))}
            </div>
          </div>
        ))}
      {error !== undefined && (
        <p id={errorId} className="text-small text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
};
