import { getProvider, type Provider } from '@holdfast/protocol/providers/providers';
import { useParams } from '@tanstack/react-router';
import { Panel } from '../../controls/panel.tsx';
import { DeedRow } from '../../deeds/deed-row.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import type { Known } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { SettingsPage } from '../settings-page.tsx';
import { ChangeProviderForm } from './change-provider-form.tsx';
import { ModelsPanel } from './models-panel.tsx';
import { ProviderFacts } from './provider-facts.tsx';
import { RemovedProvider, removing } from './remove-provider.tsx';

const ProviderView = ({
  known,
  lookAgain,
}: {
  readonly known: Known<Provider>;
  readonly lookAgain: () => Promise<unknown>;
}) => {
  const { body: provider } = known;
  const deeds = useDeeds(lookAgain);
  if (deeds.said !== undefined) return <RemovedProvider said={deeds.said} />;
  return (
    <>
      <DeedsView deeds={deeds} />
      <ProviderFacts known={known} />
      {/* another version of it has other models */}
      <ModelsPanel key={`${provider.id} ${provider.version}`} of={provider} />
      <ChangeProviderForm key={provider.version} of={provider} lookAgain={lookAgain} />
      <Panel title="What you can do">
        <DeedRow
          deeds={deeds}
          deed={removing(provider)}
          sentence="Its key is forgotten, and its models are gone from here."
        />
      </Panel>
    </>
  );
};

/** One provider: what it is, which models it has, how it is changed. */
export const ProviderPage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { providerId: id } = useParams({ strict: false }) as { readonly providerId: string };
  const live = useLive<Provider>({
    key: ['provider', id],
    ask: (holdfast, signal) => holdfast.call(getProvider, { params: { provider_id: id } }, { signal }),
  });
  return (
    <SettingsPage title={live.known?.body.name ?? 'Provider'} live={live} what="the provider">
      {(known) => <ProviderView key={id} known={known} lookAgain={live.refreshed} />}
    </SettingsPage>
  );
};
