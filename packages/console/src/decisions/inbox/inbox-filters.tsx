import { DECISION_STATUSES } from '@holdfast/protocol/decisions/decision';
import { FilterChips } from '../../controls/filter-chips.tsx';
import { FilterRow } from '../../filters/filter-row.tsx';
import { paths } from '../../routing/paths.ts';
import { STATUS_WORDS } from '../marks.tsx';
import { FILTER_KINDS, type FilterName } from './filter-kinds.ts';
import { isFiltered, ofStatus, type ShownDecisions, wordsOf } from './shown-decisions.ts';

interface InboxFiltersProps {
  readonly shown: ShownDecisions;
  readonly kinds: readonly string[];
  readonly show: (shown: ShownDecisions) => void;
}

const NONE: readonly string[] = [];

/** What became of them, whose they are, and whatever else they are narrowed by. */
export const InboxFilters = ({ shown, kinds, show }: InboxFiltersProps) => {
  const { claimed, ...others } = shown.filters;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line bg-surface px-4 py-2 md:px-6">
      <FilterChips
        label="Status"
        chips={DECISION_STATUSES.map((status) => ({
          label: STATUS_WORDS[status],
          to: paths.decisions(wordsOf(ofStatus(shown, status))),
          isChosen: shown.status === status,
        }))}
      />
      <FilterChips
        label="Whose"
        chips={[
          {
            label: 'all',
            to: paths.decisions(wordsOf({ ...shown, filters: others })),
            isChosen: claimed === undefined,
          },
          {
            label: 'claimed by me',
            to: paths.decisions(wordsOf({ ...shown, filters: { ...others, claimed: 'by_me' } })),
            isChosen: claimed === 'by_me',
          },
        ]}
      />
      <FilterRow<FilterName>
        kinds={FILTER_KINDS}
        filters={claimed === 'by_me' ? others : shown.filters}
        usual="priority"
        suggestions={(name) => (name === 'kind' ? kinds : NONE)}
        onChange={(filters) => show({ ...shown, filters: claimed === 'by_me' ? { claimed, ...filters } : filters })}
        onClear={isFiltered(shown) ? () => show({ ...shown, filters: {} }) : undefined}
      />
    </div>
  );
};
