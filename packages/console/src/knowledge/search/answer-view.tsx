import type { SearchAnswer } from '@holdfast/protocol/knowledge/search';
import { Panel } from '../../controls/panel.tsx';
import { Table } from '../../controls/table.tsx';
import { counted, countOf } from '../../text/count.ts';
import { ConfidenceScale } from './confidence-scale.tsx';
import { FOUND_GRID, foundColumns } from './found-columns.tsx';

/** What was found for a question, and why. */
export const AnswerView = ({ answer }: { readonly answer: SearchAnswer }) => (
  <>
    {answer.note !== null && (
      <p role="status" className="rounded-panel border border-warn bg-warn-soft px-4 py-3 wrap-anywhere">
        {answer.note}
      </p>
    )}
    <Panel title="Would it answer?" note={`${answer.took_ms.toFixed(1)} ms`}>
      <div className="p-4">
        <ConfidenceScale {...answer} />
      </div>
    </Panel>
    <Panel title="Found" note={foundWords(answer)}>
      {answer.items.length === 0 ? (
        <p className="px-4 py-3 text-muted">
          No pair has anything of this. Ask in other words, or without tags; or this is a gap in what is known.
        </p>
      ) : (
        <Table
          label="Found"
          columns={foundColumns(answer.items)}
          grid={FOUND_GRID}
          rows={answer.items.map((found, index) => ({ place: index + 1, found }))}
          keyOf={({ found }) => found.pair.id}
        />
      )}
    </Panel>
  </>
);

const foundWords = ({ items, left_out: leftOut }: SearchAnswer): string =>
  leftOut === 0
    ? counted(items.length, 'pair')
    : `${counted(items.length, 'pair')}; ${countOf(leftOut)} more are too long to be shown with them`;
