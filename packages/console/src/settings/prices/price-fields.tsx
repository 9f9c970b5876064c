import type { Price } from '@holdfast/protocol/prices/prices';
import type { Filled } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';

/** What a form holds of a price. The day is told apart from the rest: a price may be valid from some hour. */
export interface PriceWish {
  readonly model: string;
  readonly provider: string | null;
  readonly input: string;
  readonly output: string;
  readonly cache_read: string | null;
  readonly cache_write: string | null;
  readonly reasoning: string | null;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export const wishOf = (filled: Filled): PriceWish => ({
  model: filled('model').trim(),
  provider: orNull(filled('provider')),
  input: filled('input').trim(),
  output: filled('output').trim(),
  cache_read: orNull(filled('cache_read')),
  cache_write: orNull(filled('cache_write')),
  reasoning: orNull(filled('reasoning')),
});

export const dayOf = (at: string | null): string => at?.slice(0, 10) ?? '';

export const momentOf = (day: string): string | null => (day === '' ? null : `${day}T00:00:00Z`);

const AMOUNTS = [
  ['input', 'Input', true, undefined],
  ['output', 'Output', true, undefined],
  ['cache_read', 'Read from the cache', false, 'Left empty: as input.'],
  ['cache_write', 'Written to the cache', false, 'Left empty: as input.'],
  ['reasoning', 'Reasoning', false, 'Left empty: as output.'],
] as const;

export const PriceFields = ({ of: price }: { readonly of?: Price }) => (
  <>
    <TextField
      label="Model"
      name="model"
      required
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      defaultValue={price?.model ?? ''}
      hint="Its name, or the beginning with a * at the end: example-large-*. The longest that fits counts."
    />
    <TextField
      label="Provider"
      name="provider"
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
      defaultValue={price?.provider ?? ''}
      hint="As spans name it, like openai. Left empty: whoever provides it."
    />
    <TextField
      label="Valid from"
      name="valid_from"
      type="date"
      defaultValue={dayOf(price?.valid_from ?? null)}
      hint="Left empty: ever since. A price that changes is added anew, with the day of its change."
    />
    <fieldset className="grid min-w-0 gap-4 sm:grid-cols-2">
      <legend className="pb-2 text-muted">US dollars for a million tokens</legend>
      {AMOUNTS.map(([name, label, required, hint]) => (
        <TextField
          key={name}
          label={label}
          name={name}
          required={required}
          inputMode="decimal"
          maxLength={21}
          pattern="\d{1,9}(\.\d{1,10})?"
          title="It must be dollars for a million tokens, like 2.50."
          autoComplete="off"
          defaultValue={price?.[name] ?? ''}
          hint={hint}
        />
      ))}
    </fieldset>
  </>
);
