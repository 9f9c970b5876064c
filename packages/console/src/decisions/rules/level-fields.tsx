import { MOST_LEVELS } from '@holdfast/protocol/decisions/limits';
import { Button } from '../../controls/button.tsx';
import { IconButton } from '../../controls/icon-button.tsx';
import { CONTROL } from '../../forms/field-frame.tsx';
import { CloseIcon } from '../../look/icons.tsx';
import { type LevelDraft, roleOf } from './effect-draft.ts';
import { TimeOptions } from './time-options.tsx';

interface LevelRowProps {
  readonly level: LevelDraft;
  readonly number: number;
  readonly onChange: (more: Partial<LevelDraft>) => void;
  readonly onRemove: () => void;
}

const LevelRow = ({ level, number, onChange, onRemove }: LevelRowProps) => (
  <div
    role="group"
    aria-label={`Level ${number}`}
    className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_32px] items-center gap-2"
  >
    <select
      aria-label="Whoever decides"
      value={level.role}
      onChange={({ target }) => onChange({ role: roleOf(target.value) ?? 'analyst' })}
      className={CONTROL}
    >
      <option value="analyst">an analyst</option>
      <option value="admin">an admin</option>
    </select>
    <select
      aria-label="Goes on after"
      value={level.within}
      onChange={({ target }) => onChange({ within: target.value })}
      className={CONTROL}
    >
      <TimeOptions value={level.within} none="stays" />
    </select>
    <IconButton label={`Take level ${number} away`} icon={<CloseIcon />} onClick={onRemove} />
  </div>
);

interface LevelFieldsProps {
  readonly levels: readonly LevelDraft[];
  readonly onChange: (levels: readonly LevelDraft[]) => void;
}

export const LevelFields = ({ levels, onChange }: LevelFieldsProps) => {
  const next = Math.max(0, ...levels.map(({ key }) => key)) + 1;
  return (
    <fieldset className="grid min-w-0 justify-items-start gap-2">
      <legend className="pb-1 font-semibold">Levels, one after the other</legend>
      <div className="grid w-full gap-2">
        {levels.map((level, index) => (
          <LevelRow
            key={level.key}
            level={level}
            number={index + 1}
            onChange={(more) => onChange(levels.map((one) => (one === level ? { ...one, ...more } : one)))}
            onRemove={() => onChange(levels.filter((one) => one !== level))}
          />
        ))}
      </div>
      <Button
        aria-disabled={levels.length >= MOST_LEVELS}
        onClick={() => {
          if (levels.length < MOST_LEVELS)
            onChange([...levels, { key: next, role: levels.length === 0 ? 'analyst' : 'admin', within: '' }]);
        }}
      >
        Add a level
      </Button>
    </fieldset>
  );
};
