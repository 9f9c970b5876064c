import type { DryRun } from '@holdfast/protocol/knowledge/imports';
import { Panel } from '../../controls/panel.tsx';
import { TextButton } from '../../controls/text-button.tsx';
import { useState } from 'react';
import { counted, countOf } from '../../text/count.ts';

const FEW = 10;

/** The rows that would be rejected, each with its reason. */
export const ProblemsPanel = ({ problems, rejected }: Pick<DryRun, 'problems' | 'rejected'>) => {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? problems : problems.slice(0, FEW);
  return (
    <Panel title="Would be rejected" note={`${counted(rejected, 'row')}; the others are imported all the same`}>
      <ul aria-label="Problems">
        {shown.map(({ row, line, entry, message }) => (
          <li
            key={row}
            className="grid grid-cols-[minmax(72px,max-content)_minmax(0,1fr)] gap-x-3 border-t border-line px-4 py-2 first:border-t-0 wrap-anywhere"
          >
            <span className="text-muted">
              line {countOf(line)}
              {entry !== null && <span className="block text-small">{entry}</span>}
            </span>
            <span>{message}</span>
          </li>
        ))}
      </ul>
      {!isWhole && problems.length > FEW && (
        <p className="border-t border-line px-4 py-2">
          <TextButton onClick={() => setIsWhole(true)}>Show {countOf(problems.length - FEW)} more</TextButton>
        </p>
      )}
      {isWhole && rejected > problems.length && (
        <p className="border-t border-line px-4 py-2 text-small text-muted">
          These are the first {countOf(problems.length)} of {countOf(rejected)}. The ledger of the import has them all.
        </p>
      )}
    </Panel>
  );
};
