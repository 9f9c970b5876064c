import type { Topic } from '@holdfast/protocol/live/topic';
import { listPrices, type Price } from '@holdfast/protocol/prices/prices';
import { LinkButton } from '../../controls/link-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { Table } from '../../controls/table.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { counted } from '../../text/count.ts';
import { SettingsPage } from '../settings-page.tsx';
import { PRICE_COLUMNS, PRICE_GRID } from './price-columns.tsx';

const NO_TOPICS: readonly Topic[] = [];

const NoPrices = () => (
  <EmptyState
    title="This workspace has no prices"
    snippet={{
      code: 'model,provider,valid_from,input,output,cache_read\nexample-large-*,,2026-01-01,3.00,15.00,0.30\nexample-small,,,0.25,1.25,',
      what: 'the table',
    }}
  >
    With prices, spans of models that do not say what they cost are reckoned: dollars for a million tokens, by the name
    of the model or its beginning. Holdfast brings none, for they would be old: copy them from the page of your
    provider, and import them as a table like this:
  </EmptyState>
);

/** What models cost in this workspace. */
export const PricesPage = () => {
  const canChange = useMay('traces:manage');
  const pages = useLivePages<Price>(
    ['prices'],
    (holdfast, cursor, signal) =>
      holdfast.call(listPrices, { query: { cursor } }, { ...(signal !== undefined && { signal }) }),
    NO_TOPICS,
  );
  return (
    <SettingsPage
      title="Prices"
      live={pages.live}
      what="the prices"
      above={
        canChange && (
          <div className="flex flex-wrap justify-end gap-2">
            <LinkButton to={paths.importPrices()} look="plain">
              Import a table
            </LinkButton>
            <LinkButton to={paths.newPrice()}>Add a price</LinkButton>
          </div>
        )
      }
    >
      {({ body: { items, next_cursor: cursor } }) => (
        <Panel
          title="Prices"
          note={`${counted(items.length, 'price')}${cursor === null ? '' : ' of more'}, US dollars for a million tokens`}
        >
          {items.length === 0 ? (
            <NoPrices />
          ) : (
            <>
              <Table label="Prices" columns={PRICE_COLUMNS} grid={PRICE_GRID} rows={items} keyOf={({ id }) => id} />
              <LoadMore pages={pages} what="that there are" />
            </>
          )}
        </Panel>
      )}
    </SettingsPage>
  );
};
