import { type InstanceStore, listStores } from '@holdfast/protocol/instance/list-stores';
import { Panel } from '../../controls/panel.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { partName } from '../../health/part-name.ts';
import { StatusMark } from '../../health/status-mark.tsx';
import type { Ask } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { serverPaths } from '../../routing/paths.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { bytes } from '../../text/bytes.ts';
import { counted } from '../../text/count.ts';
import { OperationsPage } from '../operations-page.tsx';

const KEY = ['stores'] as const;

const ask: Ask<readonly InstanceStore[]> = async (holdfast, signal) => {
  const { body, headers } = await holdfast.call(listStores, {}, { signal });
  return { body: body.items, headers };
};

const KINDS = {
  postgres: 'PostgreSQL',
  folder: 'folder',
  redis: 'Redis or Valkey',
  duckdb: 'DuckDB',
  memory: 'memory',
} as const;

const Name = ({ store }: { readonly store: InstanceStore }) => (
  <>
    {partName(store.name)}
    <span className="block text-small font-normal text-muted">{store.holds}</span>
  </>
);

const COLUMNS: readonly Column<InstanceStore>[] = [
  { heading: 'Store', cell: (store) => <Name store={store} /> },
  { heading: 'Health', cell: ({ health }) => <StatusMark status={health.status} /> },
  {
    heading: 'Kind',
    cell: ({ kind, embedded }) => (
      <>
        {KINDS[kind]}
        {embedded && <span className="block text-small text-muted">run by Holdfast</span>}
      </>
    ),
  },
  { heading: 'Size', isNumber: true, cell: ({ size_bytes: size }) => (size === null ? 'not known' : bytes(size)) },
  { heading: 'Free', isNumber: true, cell: ({ free_bytes: free }) => (free === null ? <Nothing /> : bytes(free)) },
  {
    heading: 'Place',
    isWide: true,
    cell: ({ place }) => <span className="font-mono text-small">{place}</span>,
  },
  {
    heading: 'What to do',
    isWide: true,
    cell: ({ health }) =>
      health.detail === '' ? (
        <span className="text-muted">Works.</span>
      ) : (
        <span className="whitespace-pre-wrap">{health.detail}</span>
      ),
  },
];

const NoStores = () => (
  <EmptyState
    title="The server names no stores"
    snippet={{ code: `curl -s ${location.origin}${serverPaths.readiness()}`, what: 'the command' }}
  >
    The database and every folder would show here with their size. See what the server says of its parts:
  </EmptyState>
);

const sentenceOf = (stores: readonly InstanceStore[] | undefined): string => {
  const troubled = stores?.filter(({ health }) => health.status !== 'ok').length ?? 0;
  return troubled === 0 ? '' : `${counted(troubled, 'store')} to look after`;
};

export const StoresPage = () => {
  const live = useLive({ key: KEY, ask });
  const sentence = sentenceOf(live.known?.body);
  return (
    <OperationsPage title="Stores" live={live} what="the stores" sentence={sentence} note={sentence}>
      {({ body: stores }) => (
        <Panel title="Stores" note="As the node sees them that answers you">
          {stores.length === 0 ? (
            <NoStores />
          ) : (
            <Table
              label="Stores"
              columns={COLUMNS}
              grid="lg:grid-cols-[minmax(0,1.4fr)_96px_112px_72px_72px_minmax(0,1.2fr)_minmax(0,1.6fr)]"
              rows={stores}
              keyOf={({ name }) => name}
            />
          )}
        </Panel>
      )}
    </OperationsPage>
  );
};
