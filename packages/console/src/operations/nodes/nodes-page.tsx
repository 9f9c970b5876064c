import { type InstanceNode, listNodes } from '@holdfast/protocol/instance/list-nodes';
import { Panel } from '../../controls/panel.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import type { Ask } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { Mark, type MarkLook } from '../../look/mark.tsx';
import { EmptyState } from '../../states/empty-state.tsx';
import { counted } from '../../text/count.ts';
import { Moment } from '../../text/moment.tsx';
import { spanOfTime } from '../../text/span-of-time.ts';
import { OperationsPage } from '../operations-page.tsx';

const KEY = ['nodes'] as const;

const ask: Ask<readonly InstanceNode[]> = async (holdfast, signal) => {
  const { body, headers } = await holdfast.call(listNodes, {}, { signal });
  return { body: body.items, headers };
};

const LOOKS: Readonly<Record<InstanceNode['status'], MarkLook>> = {
  up: { tone: 'ok', shape: 'check' },
  draining: { tone: 'info', shape: 'down' },
  silent: { tone: 'bad', shape: 'question' },
};

const ROLES = { all: 'answers and works', api: 'answers only', worker: 'works only' } as const;

const Name = ({ node }: { readonly node: InstanceNode }) => (
  <>
    {node.host}
    {node.answering && <span className="ml-2 text-small font-normal text-accent">answers you</span>}
    <span className="block font-mono text-small font-normal text-muted">{node.url ?? 'does not listen'}</span>
  </>
);

const columnsAt = (now: number): readonly Column<InstanceNode>[] => [
  { heading: 'Node', cell: (node) => <Name node={node} /> },
  { heading: 'Status', cell: ({ status }) => <Mark {...LOOKS[status]}>{status}</Mark> },
  {
    heading: 'Role',
    cell: ({ role }) => (
      <>
        {role} <span className="text-small text-muted">{ROLES[role]}</span>
      </>
    ),
  },
  { heading: 'Version', cell: ({ version }) => version },
  { heading: 'Since', cell: ({ started_at: at }) => <Moment at={at} now={now} /> },
  { heading: 'Last heartbeat', cell: ({ seen_at: at }) => `${spanOfTime(now - Date.parse(at))} ago` },
];

const NoNodes = () => (
  <EmptyState title="No node is on the list" snippet={{ code: 'holdfast start', what: 'the command' }}>
    A node writes itself down when it starts, and is taken off when it stays silent. Another one on the same database:
  </EmptyState>
);

const sentenceOf = (nodes: readonly InstanceNode[] | undefined): string => {
  const silent = nodes?.filter(({ status }) => status === 'silent').length ?? 0;
  const versions = new Set(nodes?.map(({ version }) => version)).size;
  if (silent > 0) return `${counted(silent, 'node')} silent: see whether its machine is alive`;
  return versions > 1 ? `${versions} versions at once: an update is under way, or was left half done` : '';
};

export const NodesPage = () => {
  const live = useLive({ key: KEY, ask });
  const sentence = sentenceOf(live.known?.body);
  return (
    <OperationsPage title="Nodes" live={live} what="the nodes" sentence={sentence} note={sentence}>
      {({ body: nodes, serverAt }) => (
        <Panel title="Nodes" note={counted(nodes.length, 'node')}>
          {nodes.length === 0 ? (
            <NoNodes />
          ) : (
            <Table
              label="Nodes"
              columns={columnsAt(serverAt)}
              grid="lg:grid-cols-[minmax(0,1.6fr)_104px_minmax(0,1fr)_80px_112px_104px]"
              rows={nodes}
              keyOf={({ id }) => id}
            />
          )}
        </Panel>
      )}
    </OperationsPage>
  );
};
