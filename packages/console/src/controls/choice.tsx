import { type ReactNode, useId } from 'react';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  /** Each value with its name and what it means. */
  readonly choices: readonly (readonly [value: Value, name: string, means: ReactNode])[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

/** One of a few, each with what it means. */
export const Choice = <Value extends string>({ label, choices, chosen, onChoose }: ChoiceProps<Value>) => {
  const name = useId();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="sr-only">{label}</legend>
      {choices.map(([value, title, means]) => (
        <label key={value} className="flex items-baseline gap-3">
          <input
            type="radio"
            name={name}
            className="size-4 shrink-0 translate-y-0.5 accent-accent"
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span className="min-w-0 text-muted">
            <strong className="font-semibold text-ink">{title}</strong> {means}
          </span>
        </label>
      ))}
    </fieldset>
  );
};
