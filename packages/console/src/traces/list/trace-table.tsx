import type { Trace } from '@holdfast/protocol/traces/trace';
import { type Heading, LongTable } from '../../controls/long-table.tsx';
import { LIST_GRID, TraceCells } from './trace-row.tsx';

const HEADINGS: readonly Heading[] = [
  { name: 'Began' },
  { name: 'Trace' },
  { name: 'Status' },
  { name: 'Took', isNumber: true },
  { name: 'Spans', isNumber: true },
  { name: 'Tokens', isNumber: true },
  { name: 'Cost', isNumber: true },
];

interface TraceTableProps {
  readonly traces: readonly Trace[];
  readonly now: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onNearEnd: () => void;
}

export const TraceTable = ({ traces, now, ...rest }: TraceTableProps) => {
  const longest = traces.reduce((most, { duration_ns: took }) => Math.max(most, took ?? 0), 0);
  return (
    <LongTable
      {...rest}
      label="Traces"
      headings={HEADINGS}
      grid={LIST_GRID}
      rows={traces}
      keyOf={({ trace_id: id }) => id}
    >
      {(trace) => <TraceCells trace={trace} now={now} longest={longest} />}
    </LongTable>
  );
};
