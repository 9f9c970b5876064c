import type { TraceSession } from '@holdfast/protocol/traces/groups';
import type { Column } from '../../controls/table.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { costOf } from '../../text/cost.ts';
import { countOf } from '../../text/count.ts';
import { Moment } from '../../text/moment.tsx';
import { tokensIn, tokensOut } from '../tokens.ts';

type Group = Omit<TraceSession, 'session' | 'user'>;

/** What traces that belong together come to, as columns. */
export const groupColumns = (now: number): readonly Column<Group>[] => [
  { heading: 'Traces', isNumber: true, cell: ({ traces }) => countOf(traces) },
  {
    heading: 'Failed',
    isNumber: true,
    cell: ({ errors }) => (errors === 0 ? <Nothing /> : <span className="text-bad">{countOf(errors)}</span>),
  },
  {
    heading: 'Tokens in / out',
    isNumber: true,
    cell: ({ tokens }) => `${countOf(tokensIn(tokens))} / ${countOf(tokensOut(tokens))}`,
  },
  { heading: 'Cost', isNumber: true, cell: ({ cost_usd: cost }) => (cost === null ? <Nothing /> : costOf(cost)) },
  { heading: 'First', cell: ({ first }) => <Moment at={first} now={now} /> },
  { heading: 'Latest', cell: ({ last }) => <Moment at={last} now={now} /> },
];
