import { type Key, listKeys } from '@holdfast/protocol/identity/keys';
import type { Topic } from '@holdfast/protocol/live/topic';
import { FilterChips } from '../../controls/filter-chips.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { Panel } from '../../controls/panel.tsx';
import { RowLink } from '../../controls/row-link.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { useMay } from '../../session/session-context.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { Ago } from '../../text/ago.tsx';
import { counted } from '../../text/count.ts';
import { Day } from '../../text/day.tsx';
import { SettingsPage } from '../settings-page.tsx';
import { KeyMark } from './key-mark.tsx';

const NO_TOPICS: readonly Topic[] = [];
const STATES: readonly Key['state'][] = ['active', 'idle', 'expired', 'revoked'];

const Name = ({ of: key }: { readonly of: Key }) => (
  <>
    <RowLink to={paths.key(key.id)}>{key.name}</RowLink>
    <span className="block font-mono text-small font-normal text-muted">
      hf_{key.public_id}_…{key.last_four}
    </span>
  </>
);

const columnsAt = (now: number): readonly Column<Key>[] => [
  { heading: 'Key', cell: (key) => <Name of={key} /> },
  { heading: 'State', cell: ({ state }) => <KeyMark state={state} /> },
  {
    heading: 'Used last',
    cell: ({ used_at: at }) =>
      at === null ? <span className="text-muted">never</span> : <Ago at={at} now={now} isRough />,
  },
  { heading: 'Made', cell: ({ created_at: at }) => <Day at={at} /> },
  { heading: 'Until', cell: ({ expires_at: at }) => (at === null ? <Nothing /> : <Day at={at} />) },
  {
    heading: 'Scopes',
    isWide: true,
    cell: ({ scopes }) => <span className="line-clamp-2 text-small text-muted">{scopes.join(', ')}</span>,
  },
];

const NoKeys = ({ isFiltered }: { readonly isFiltered: boolean }) => (
  <EmptyState
    title={isFiltered ? 'No key is like that' : 'This workspace has no API key'}
    snippet={{
      code: `curl -s ${location.origin}/api/v1/key -H "Authorization: Bearer $HOLDFAST_KEY"`,
      what: 'the command',
    }}
  >
    A program shows a key where a person would sign in. It can do what its scopes say and what its maker may, whichever
    is less. Whether one works:
  </EmptyState>
);

const MakeOne = () =>
  useMay('keys:manage') ? (
    <PageLink
      to={paths.newKey()}
      isHere={false}
      className="inline-flex min-h-8 items-center rounded-control border border-accent bg-accent px-3 font-semibold text-on-accent"
    >
      Make a key
    </PageLink>
  ) : undefined;

export const KeysPage = () => {
  const word = useSearchWord('state');
  const state = STATES.find((known) => known === word);
  const pages = useLivePages<Key>(
    ['keys', state],
    (holdfast, cursor, signal) =>
      holdfast.call(listKeys, { query: { state, cursor } }, { ...(signal !== undefined && { signal }) }),
    NO_TOPICS,
  );
  return (
    <SettingsPage
      title="API keys"
      live={pages.live}
      what="the API keys"
      above={
        <div className="flex flex-wrap items-center justify-between gap-3">
          <FilterChips
            label="State"
            chips={[undefined, ...STATES].map((one) => ({
              label: one ?? 'all',
              to: paths.keys(one),
              isChosen: one === state,
            }))}
          />
          <MakeOne />
        </div>
      }
    >
      {({ body: { items, next_cursor: cursor }, serverAt }) => (
        <Panel
          title="API keys"
          note={`${counted(items.length, 'key')}${cursor === null ? '' : ' of more'}, the latest first`}
        >
          {items.length === 0 ? (
            <NoKeys isFiltered={state !== undefined} />
          ) : (
            <>
              <Table
                label="API keys"
                columns={columnsAt(serverAt)}
                grid="lg:grid-cols-[minmax(0,1.5fr)_88px_88px_96px_96px_minmax(0,1.2fr)]"
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
