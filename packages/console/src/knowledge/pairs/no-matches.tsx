import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { chosenOf, withFilter } from '../../filters/chosen-filters.ts';
import { filterWords } from '../../filters/filter-kind.ts';
import { FILTER_KINDS } from './filter-kinds.ts';
import { type ShownPairs, withoutFilters } from './shown-pairs.ts';

interface NoMatchesProps {
  readonly shown: ShownPairs;
  readonly show: (shown: ShownPairs) => void;
}

const SHORT = 60;

/** No pair is like that: what of it can be taken away. */
export const NoMatches = ({ shown, show }: NoMatchesProps) => (
  <Panel title="No pair is like that">
    <div className="grid justify-items-start gap-3 p-4">
      <p className="text-muted">None of the pairs fits all of this. Take something away:</p>
      <div className="flex flex-wrap gap-2 wrap-anywhere">
        {shown.text !== undefined && (
          <Button onClick={() => show({ ...shown, text: undefined })}>
            Without the text “{shown.text.slice(0, SHORT)}”
          </Button>
        )}
        {chosenOf(FILTER_KINDS, shown.filters).map(([name, word]) => (
          <Button key={name} onClick={() => show(withFilter(shown, name, undefined))}>
            Without “{filterWords(FILTER_KINDS[name], word).slice(0, SHORT)}”
          </Button>
        ))}
        <Button look="primary" onClick={() => show(withoutFilters(shown))}>
          Show all pairs
        </Button>
      </div>
    </div>
  </Panel>
);
