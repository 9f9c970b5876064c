import type { TraceFacets } from '@holdfast/protocol/traces/overview';
import { useState } from 'react';
import { ChevronIcon } from '../../look/icons.tsx';
import { countOf } from '../../text/count.ts';
import type { ChosenFilters } from '../../filters/chosen-filters.ts';
import { valueWords } from '../../filters/filter-kind.ts';
import { FACETS, FILTER_KINDS, type FilterName } from './filter-kinds.ts';

const FEW = 6;

/** As `xl` in the style sheet: from here on there is room beside the list. */
const WIDE = '(min-width: 1280px)';

interface FacetsPanelProps {
  readonly facets: TraceFacets | undefined;
  readonly chosen: ChosenFilters<FilterName>;
  /** Undefined takes the filter away. */
  readonly onChoose: (name: FilterName, value: string | undefined) => void;
}

interface FacetProps extends Omit<FacetsPanelProps, 'facets'> {
  readonly name: (typeof FACETS)[number];
  readonly values: TraceFacets['status'];
}

const Facet = ({ name, values, chosen, onChoose }: FacetProps) => {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? values : values.slice(0, FEW);
  const { label } = FILTER_KINDS[name];
  return (
    <div role="group" aria-label={label} className="grid gap-px border-t border-line px-2 py-2">
      <span aria-hidden="true" className="px-2 text-small text-muted">
        {label}
      </span>
      {shown.map(({ value, traces }) => {
        const isChosen = chosen[name] === value;
        return (
          <button
            key={value}
            type="button"
            aria-pressed={isChosen}
            onClick={() => onChoose(name, isChosen ? undefined : value)}
            className="flex min-h-6 min-w-0 items-center justify-between gap-2 rounded-control px-2 text-left text-small hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:font-semibold"
          >
            <span className="truncate">{valueWords(FILTER_KINDS[name], value)}</span>
            <span className="text-muted">{countOf(traces)}</span>
          </button>
        );
      })}
      {values.length > FEW && (
        <button
          type="button"
          onClick={() => setIsWhole(!isWhole)}
          className="justify-self-start rounded-control px-2 text-small text-accent underline underline-offset-2"
        >
          {isWhole ? 'Fewer' : `${values.length - FEW} more`}
        </button>
      )}
    </div>
  );
};

/** What the traces that are shown can be told apart by; a press narrows to it. */
export const FacetsPanel = ({ facets, chosen, onChoose }: FacetsPanelProps) => {
  const [isOpen] = useState(() => matchMedia(WIDE).matches);
  return (
    <details open={isOpen} className="group rounded-panel border border-line bg-surface">
      <summary className="flex min-h-10 cursor-pointer list-none items-center gap-1.5 rounded-panel px-3 font-semibold [&::-webkit-details-marker]:hidden">
        <span className="transition-transform group-open:rotate-90">
          <ChevronIcon />
        </span>
        Narrow by
      </summary>
      {facets === undefined ? (
        <p className="border-t border-line px-4 py-2 text-small text-muted">Counting …</p>
      ) : (
        FACETS.filter((name) => facets[name].length > 0).map((name) => (
          <Facet key={name} name={name} values={facets[name]} chosen={chosen} onChoose={onChoose} />
        ))
      )}
    </details>
  );
};
