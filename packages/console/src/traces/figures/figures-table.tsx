import type { AggregateGroup } from '@holdfast/protocol/traces/overview';
import { Nothing } from '../../controls/nothing.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { paths, type Words } from '../../routing/paths.ts';
import { costOf } from '../../text/cost.ts';
import { countOf } from '../../text/count.ts';
import { durationOf } from '../../text/duration.ts';
import { tokensIn, tokensOut } from '../tokens.ts';
import { filterOf, type Group, GROUP_LABELS } from './figure-kinds.ts';

const duration = (ns: number | null) => (ns === null ? <Nothing /> : durationOf(ns));

const shareOf = (part: number, whole: number): string =>
  `${((part * 100) / Math.max(1, whole)).toFixed(part * 1_000 < whole ? 2 : 1)} %`;

const columnsOf = (by: AggregateGroup, time: Words): readonly Column<Group>[] => [
  {
    heading: GROUP_LABELS[by],
    cell: ({ value }) => {
      const filter = filterOf(by, value);
      const name = value === '' ? 'unnamed' : value;
      return filter === undefined ? name : <RowLink to={paths.traces({ ...filter, ...time })}>{name}</RowLink>;
    },
  },
  { heading: 'Spans', isNumber: true, cell: ({ all }) => countOf(all.spans) },
  {
    heading: 'Failed',
    isNumber: true,
    cell: ({ all }) =>
      all.errors === 0 ? (
        <Nothing />
      ) : (
        <span className="text-bad">{`${countOf(all.errors)}, ${shareOf(all.errors, all.spans)}`}</span>
      ),
  },
  { heading: 'p50', isNumber: true, cell: ({ all }) => duration(all.p50_ns) },
  { heading: 'p95', isNumber: true, cell: ({ all }) => duration(all.p95_ns) },
  { heading: 'p99', isNumber: true, cell: ({ all }) => duration(all.p99_ns) },
  {
    heading: 'Tokens in / out',
    isNumber: true,
    cell: ({ all: { tokens } }) =>
      tokensIn(tokens) + tokensOut(tokens) === 0 ? (
        <Nothing />
      ) : (
        `${countOf(tokensIn(tokens))} / ${countOf(tokensOut(tokens))}`
      ),
  },
  { heading: 'Cost', isNumber: true, cell: ({ all }) => (all.cost_usd === null ? <Nothing /> : costOf(all.cost_usd)) },
];

interface FiguresTableProps {
  readonly by: AggregateGroup;
  readonly groups: readonly Group[];
  readonly time: Words;
}

export const FiguresTable = ({ by, groups, time }: FiguresTableProps) => (
  <Table
    label={`Figures by ${GROUP_LABELS[by].toLowerCase()}`}
    columns={columnsOf(by, time)}
    grid="lg:grid-cols-[minmax(0,1fr)_72px_104px_72px_72px_72px_148px_96px]"
    rows={groups}
    keyOf={({ value }) => value}
  />
);
