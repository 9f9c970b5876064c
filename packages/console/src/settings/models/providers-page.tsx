import type { Topic } from '@holdfast/protocol/live/topic';
import { listProviders, type Provider } from '@holdfast/protocol/providers/providers';
import { LinkButton } from '../../controls/link-button.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { Panel } from '../../controls/panel.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { paths } from '../../routing/paths.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { Ago } from '../../text/ago.tsx';
import { counted } from '../../text/count.ts';
import { SettingsPage } from '../settings-page.tsx';
import { KIND_WORDS } from './kind-words.ts';

const NO_TOPICS: readonly Topic[] = [];

const columnsAt = (now: number): readonly Column<Provider>[] => [
  { heading: 'Provider', cell: ({ id, name }) => <RowLink to={paths.provider(id)}>{name}</RowLink> },
  { heading: 'Kind', cell: ({ kind }) => KIND_WORDS[kind].label },
  {
    heading: 'Key',
    cell: ({ key }) => (key === null ? <Nothing /> : <code className="font-mono text-small">…{key.last_four}</code>),
  },
  { heading: 'Key set', cell: ({ key }) => (key === null ? <Nothing /> : <Ago at={key.set_at} now={now} />) },
  {
    heading: 'Address',
    isWide: true,
    cell: ({ base_url: address, kind }) => (
      <span className="font-mono text-small text-muted">{address ?? KIND_WORDS[kind].home}</span>
    ),
  },
];

const NoProviders = () => (
  <EmptyState
    title="This workspace has no provider"
    snippet={{
      code: `curl -s ${location.origin}/api/v1/providers -H "Authorization: Bearer $HOLDFAST_KEY" --json '{"name": "Main", "kind": "anthropic", "key": "'"$ANTHROPIC_API_KEY"'"}'`,
      what: 'the command',
    }}
  >
    A provider is where models run: OpenAI, Anthropic, Google, or a server of yours that speaks as OpenAI does. Its key
    is tried, kept encrypted, and never shown again. From a terminal:
  </EmptyState>
);

/** Where models run, and with which key they are asked. */
export const ProvidersPage = () => {
  const pages = useLivePages<Provider>(
    ['providers'],
    (holdfast, cursor, signal) =>
      holdfast.call(listProviders, { query: { cursor } }, { ...(signal !== undefined && { signal }) }),
    NO_TOPICS,
  );
  return (
    <SettingsPage
      title="Providers and models"
      live={pages.live}
      what="the providers"
      above={
        pages.live.known !== undefined && (
          <div className="flex justify-end">
            <LinkButton to={paths.newProvider()}>Add a provider</LinkButton>
          </div>
        )
      }
    >
      {({ body: { items }, serverAt }) => (
        <Panel title="Providers" note={`${counted(items.length, 'provider')}, the latest first`}>
          {items.length === 0 ? (
            <NoProviders />
          ) : (
            <>
              <Table
                label="Providers"
                columns={columnsAt(serverAt)}
                grid="lg:grid-cols-[minmax(0,1fr)_136px_72px_96px_minmax(0,1.4fr)]"
                rows={items}
                keyOf={({ id }) => id}
              />
              <LoadMore pages={pages} what="that there are" />
            </>
          )}
        </Panel>
      )}
    </SettingsPage>
  );
};
