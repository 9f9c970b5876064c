import type { ProofsReport } from '@holdfast/protocol/proofs/report';
import { Panel } from '../controls/panel.tsx';
import { counted } from '../text/count.ts';
import { chosen, type ProofsFilter, worstFirst } from './filter.ts';
import { PromiseLine } from './promise-line.tsx';
import { ProofsFilters } from './proofs-filters.tsx';

export const PromisesPanel = ({ report, filter }: { readonly report: ProofsReport; readonly filter: ProofsFilter }) => {
  const lines = worstFirst(chosen(report.lines, filter));
  return (
    <div id="promises">
      <Panel title="Promises" note={`${counted(lines.length, 'promise')}, what needs a look first`}>
        <ProofsFilters report={report} filter={filter} />
        {lines.length === 0 ? (
          <p className="px-4 py-3 text-muted">No promise is of this outcome, kind and capability.</p>
        ) : (
          <ul>
            {lines.map((line) => (
              <PromiseLine key={line.id} line={line} />
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
};
