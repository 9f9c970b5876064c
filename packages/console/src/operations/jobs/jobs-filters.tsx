import { JOB_STATES } from '@holdfast/protocol/work/job';
import { FilterChips } from '../../controls/filter-chips.tsx';
import { paths } from '../../routing/paths.ts';
import { useQueues } from '../queues/use-queues.ts';
import type { JobsFilter } from './use-jobs.ts';

const ALL = { label: 'all', value: undefined } as const;

/** The queues there are, and the one that the address names although it is not among them. */
const namesOf = (known: readonly string[], chosen: string | undefined): readonly string[] =>
  chosen === undefined || known.includes(chosen) ? known : [...known, chosen];

export const JobsFilters = ({ queue, state, name }: JobsFilter) => {
  const { known } = useQueues();
  const names = namesOf(known?.body.queues.map(({ name }) => name) ?? [], queue);
  return (
    <>
      <FilterChips
        label="State"
        chips={[ALL, ...JOB_STATES.map((value) => ({ label: value, value }))].map(({ label, value }) => ({
          label,
          to: paths.jobs({ queue, state: value, name }),
          isChosen: value === state,
        }))}
      />
      <FilterChips
        label="Queue"
        chips={[ALL, ...names.map((value) => ({ label: value, value }))].map(({ label, value }) => ({
          label,
          to: paths.jobs({ queue: value, state, name }),
          isChosen: value === queue,
        }))}
      />
      {name !== undefined && (
        <FilterChips
          label="Job"
          chips={[
            { label: 'all', to: paths.jobs({ queue, state }), isChosen: false },
            { label: name, to: paths.jobs({ queue, state, name }), isChosen: true },
          ]}
        />
      )}
    </>
  );
};
