import type { ProofsReport } from '@holdfast/protocol/proofs/report';
import { Panel } from '../controls/panel.tsx';
import { RowLink } from '../controls/row-link.tsx';
import { type Column, Table } from '../controls/table.tsx';
import { paths } from '../routing/paths.ts';
import { countOfKind, OUTCOMES } from './outcomes.ts';
import { ShareBar } from './share-bar.tsx';

type Sum = ProofsReport['by_kind'][number];

const LOUD = new Set(['fell-short', 'errored']);

const columnsBy = (by: 'kind' | 'capability', heading: string): readonly Column<Sum>[] => [
  { heading, cell: ({ name }) => <RowLink to={paths.promises({ [by]: name })}>{name}</RowLink> },
  ...OUTCOMES.map(({ kind, word }): Column<Sum> => ({
    heading: word.charAt(0).toUpperCase() + word.slice(1),
    isNumber: true,
    cell: (sum) => {
      const count = countOfKind(sum, kind);
      if (count === 0) return <span className="text-faint">0</span>;
      return LOUD.has(kind) ? <strong className="font-semibold text-bad">{count}</strong> : count;
    },
  })),
  { heading: 'Shares', isWide: true, cell: (sum) => <ShareBar of={sum.name} counts={sum} /> },
];

interface SumsPanelProps {
  readonly title: string;
  readonly by: 'kind' | 'capability';
  readonly sums: readonly Sum[];
}

export const SumsPanel = ({ title, by, sums }: SumsPanelProps) => (
  <Panel title={title} note="A row shows its promises below">
    <Table
      label={title}
      columns={columnsBy(by, by === 'kind' ? 'Kind' : 'Capability')}
      grid="lg:grid-cols-[minmax(0,1fr)_36px_64px_72px_52px_minmax(0,0.6fr)]"
      rows={sums}
      keyOf={({ name }) => name}
    />
  </Panel>
);
