import { getPrice, type Price } from '@holdfast/protocol/prices/prices';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LinkButton } from '../../controls/link-button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { DeedRow } from '../../deeds/deed-row.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import { useLive } from '../../live/use-live.ts';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { StateFrame } from '../../states/state-frame.tsx';
import { SettingsPage } from '../settings-page.tsx';
import { ChangePriceForm } from './change-price-form.tsx';
import { removing } from './remove-price.ts';

const Removed = ({ said }: { readonly said: ReactNode }) => (
  <StateFrame
    role="status"
    title="Removed"
    actions={
      <LinkButton to={paths.prices()} look="plain">
        To the prices
      </LinkButton>
    }
  >
    <p>{said}</p>
  </StateFrame>
);

const PriceView = ({ of: price, lookAgain }: { readonly of: Price; readonly lookAgain: () => Promise<unknown> }) => {
  const deeds = useDeeds(lookAgain);
  const impossible = useMay('traces:manage') ? undefined : 'This needs the permission traces:manage.';
  if (deeds.said !== undefined) return <Removed said={deeds.said} />;
  return (
    <div className="grid max-w-[720px] grid-cols-[minmax(0,1fr)] gap-4">
      <DeedsView deeds={deeds} />
      <ChangePriceForm key={price.version} of={price} impossible={impossible} lookAgain={lookAgain} />
      <Panel title="What you can do">
        <DeedRow
          deeds={deeds}
          deed={removing(price)}
          sentence="What it alone was for has no price any more."
          impossible={impossible}
        />
      </Panel>
    </div>
  );
};

/** One price, to be corrected or removed. */
export const PricePage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { priceId: id } = useParams({ strict: false }) as { readonly priceId: string };
  const live = useLive<Price>({
    key: ['price', id],
    ask: (holdfast, signal) => holdfast.call(getPrice, { params: { price_id: id } }, { signal }),
  });
  return (
    <SettingsPage title={live.known?.body.model ?? 'Price'} live={live} what="the price">
      {({ body }) => <PriceView key={id} of={body} lookAgain={live.refreshed} />}
    </SettingsPage>
  );
};
