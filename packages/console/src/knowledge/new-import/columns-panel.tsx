import type { FileReading } from '@holdfast/protocol/knowledge/imports';
import { PAIR_FIELDS, type PairField } from '@holdfast/protocol/knowledge/pair';
import type { ReactNode } from 'react';
import { Panel } from '../../controls/panel.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { FIELD_LABELS } from '../pair-text.ts';
import { type AssignedColumns, assigning } from './assigned-columns.ts';

interface ColumnsPanelProps {
  readonly columns: FileReading['columns'];
  readonly assigned: AssignedColumns;
  readonly onAssign: (assigned: AssignedColumns) => void;
  readonly note: string;
  readonly children?: ReactNode;
}

const UNUSED = '';
const SAMPLES = 2;

type FileColumn = FileReading['columns'][number];

const labelOf = ({ name, number }: FileColumn): string => (name === '' ? `Column ${number}` : name);

const Samples = ({ samples }: FileColumn) => {
  const shown = samples.filter((sample) => sample.trim() !== '').slice(0, SAMPLES);
  if (shown.length === 0) return <Nothing />;
  return (
    <span className="grid gap-0.5">
      {shown.map((sample) => (
        <span key={sample} title={sample} className="truncate text-small text-muted">
          {sample}
        </span>
      ))}
    </span>
  );
};

const tableOf = ({
  assigned,
  onAssign,
}: Pick<ColumnsPanelProps, 'assigned' | 'onAssign'>): readonly Column<FileColumn>[] => [
  { heading: 'Column', cell: labelOf },
  { heading: 'What is in it', cell: (column) => <Samples {...column} />, isWide: true },
  {
    heading: 'It is',
    isWide: true,
    cell: (column) => (
      <select
        aria-label={`What ${labelOf(column)} is`}
        value={assigned.get(column.number) ?? UNUSED}
        onChange={({ target }) => {
          const field = PAIR_FIELDS.find((one) => one === target.value) satisfies PairField | undefined;
          onAssign(assigning(assigned, column.number, field));
        }}
        className={`min-h-8 w-full min-w-0 rounded-control border bg-surface px-2 ${assigned.has(column.number) ? 'border-accent text-ink' : 'border-faint text-muted'}`}
      >
        <option value={UNUSED}>not used</option>
        {PAIR_FIELDS.map((field) => (
          <option key={field} value={field}>
            {FIELD_LABELS[field]}
          </option>
        ))}
      </select>
    ),
  },
];

/** Which column is what. Each can be made something else. */
export const ColumnsPanel = ({ columns, note, children, ...choice }: ColumnsPanelProps) => (
  <Panel title="Columns" note={note}>
    <Table
      label="Columns"
      columns={tableOf(choice)}
      grid="lg:grid-cols-[minmax(0,180px)_minmax(0,1fr)_180px]"
      rows={columns}
      keyOf={({ number }) => String(number)}
    />
    {children}
  </Panel>
);
