import type { ProofsReport } from '@holdfast/protocol/proofs/report';
import { FilterChips } from '../controls/filter-chips.tsx';
import { paths } from '../routing/paths.ts';
import { namesOf, type ProofsFilter } from './filter.ts';
import { OUTCOMES } from './outcomes.ts';

interface Choice {
  readonly label: string;
  readonly value: string | undefined;
}

const ALL: Choice = { label: 'all', value: undefined };

const asChoices = (names: readonly string[]): readonly Choice[] => names.map((name) => ({ label: name, value: name }));

export const ProofsFilters = ({ report, filter }: { readonly report: ProofsReport; readonly filter: ProofsFilter }) => {
  const chipsOf = (name: keyof ProofsFilter, choices: readonly Choice[]) =>
    [ALL, ...choices].map(({ label, value }) => ({
      label,
      to: paths.proofs({ ...filter, [name]: value }),
      isChosen: filter[name] === value,
    }));
  const outcomes = OUTCOMES.map(({ kind, word }) => ({ label: word, value: kind }));
  return (
    <div className="grid gap-2 border-b border-line px-4 py-3">
      <FilterChips label="Outcome" chips={chipsOf('outcome', outcomes)} />
      <FilterChips label="Kind" chips={chipsOf('kind', asChoices(namesOf(report.by_kind)))} />
      <FilterChips label="Capability" chips={chipsOf('capability', asChoices(namesOf(report.by_capability)))} />
    </div>
  );
};
