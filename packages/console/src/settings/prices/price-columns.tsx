import type { Price } from '@holdfast/protocol/prices/prices';
import { Nothing } from '../../controls/nothing.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import type { Column } from '../../controls/table.tsx';
import { paths } from '../../routing/paths.ts';
import { Day } from '../../text/day.tsx';

const Amount = ({ of: amount }: { readonly of: string | null }) =>
  amount === null ? <Nothing /> : <span className="tabular-nums">{amount}</span>;

export const PRICE_COLUMNS: readonly Column<Price>[] = [
  {
    heading: 'Model',
    cell: ({ id, model }) => (
      <span className="font-mono text-small">
        <RowLink to={paths.price(id)}>{model}</RowLink>
      </span>
    ),
  },
  { heading: 'Provider', cell: ({ provider }) => provider ?? <span className="text-muted">any</span> },
  {
    heading: 'Valid from',
    cell: ({ valid_from: at }) => (at === null ? <span className="text-muted">ever since</span> : <Day at={at} />),
  },
  { heading: 'Input', isNumber: true, cell: ({ input }) => <Amount of={input} /> },
  { heading: 'Output', isNumber: true, cell: ({ output }) => <Amount of={output} /> },
  { heading: 'Cache read', isNumber: true, cell: ({ cache_read: amount }) => <Amount of={amount} /> },
  { heading: 'Cache write', isNumber: true, cell: ({ cache_write: amount }) => <Amount of={amount} /> },
  { heading: 'Reasoning', isNumber: true, cell: ({ reasoning }) => <Amount of={reasoning} /> },
];

export const PRICE_GRID = 'lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_104px_72px_72px_84px_84px_84px]';
