import { Button } from '../../controls/button.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import type { Comparison, With } from './use-comparison.ts';

const COMPARISONS: readonly (readonly [With, string])[] = [
  ['before', 'the patch before'],
  ['held', 'the moment that is held'],
  ['nothing', 'nothing'],
];

export interface Filter {
  readonly search: string;
  readonly onlyChanges: boolean;
}

interface StateControlsProps {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly comparison: Comparison;
}

/** What of a state is shown, and what it is compared with. */
export const StateControls = ({ filter, onFilter, comparison }: StateControlsProps) => (
  <div className="grid gap-3 border-b border-line px-4 py-3 sm:grid-cols-2">
    <TextField
      label="Find"
      name="find"
      type="search"
      value={filter.search}
      placeholder="a part of a name or a value"
      onChange={({ currentTarget }) => onFilter({ ...filter, search: currentTarget.value })}
    />
    <SelectField
      label="Compared with"
      name="comparison"
      value={comparison.compared}
      choices={COMPARISONS.filter(([value]) => value !== 'held' || comparison.hasHeld)}
      // its values are these and no others
      onChange={({ currentTarget }) => comparison.compareWith(currentTarget.value as With)}
    />
    <label className="flex min-h-8 items-center gap-2">
      <input
        type="checkbox"
        checked={filter.onlyChanges}
        onChange={({ currentTarget }) => onFilter({ ...filter, onlyChanges: currentTarget.checked })}
        className="size-4 accent-accent"
      />
      Only what differs
    </label>
    <div>
      <Button onClick={comparison.hold}>Hold this moment to compare</Button>
    </div>
  </div>
);
