import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { chosenOf, withFilter } from '../../filters/chosen-filters.ts';
import { filterWords } from '../../filters/filter-kind.ts';
import { FILTER_KINDS } from '../filters/filter-kinds.ts';
import { isFiltered, type ShownTraces, withoutFilters, withRange } from '../filters/shown-traces.ts';
import { ALL_TIME } from '../filters/time-range.ts';

interface NoMatchesProps {
  readonly shown: ShownTraces;
  readonly show: (shown: ShownTraces) => void;
}

/** No trace is like that: what of it can be taken away. */
export const NoMatches = ({ shown, show }: NoMatchesProps) => (
  <Panel title="No trace is like that">
    <div className="grid justify-items-start gap-3 p-4">
      <p className="text-muted">
        There are traces in this workspace, and none of them fits all of this. Take something away:
      </p>
      <div className="flex flex-wrap gap-2">
        {shown.range !== ALL_TIME && <Button onClick={() => show(withRange(shown, ALL_TIME))}>Look at all time</Button>}
        {shown.q !== undefined && (
          <Button onClick={() => show({ ...shown, q: undefined })}>Without the text “{shown.q.slice(0, 40)}”</Button>
        )}
        {chosenOf(FILTER_KINDS, shown.filters).map(([name, word]) => (
          <Button key={name} onClick={() => show(withFilter(shown, name, undefined))}>
            Without “{filterWords(FILTER_KINDS[name], word).slice(0, 60)}”
          </Button>
        ))}
        {isFiltered(shown) && (
          <Button look="primary" onClick={() => show(withRange(withoutFilters(shown), ALL_TIME))}>
            Show all traces
          </Button>
        )}
      </div>
    </div>
  </Panel>
);
