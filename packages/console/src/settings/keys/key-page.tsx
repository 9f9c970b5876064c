import { getKey, type Key } from '@holdfast/protocol/identity/keys';
import { useParams } from '@tanstack/react-router';
import { Panel } from '../../controls/panel.tsx';
import { DeedRow } from '../../deeds/deed-row.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import type { Known } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { RotateRow } from '../rotate-row.tsx';
import { SettingsPage } from '../settings-page.tsx';
import { revoking, rotating } from './key-deeds.tsx';
import { KeyFacts } from './key-facts.tsx';

const KeyView = ({ known, lookAgain }: { readonly known: Known<Key>; readonly lookAgain: () => Promise<unknown> }) => {
  const { body: key } = known;
  const deeds = useDeeds(lookAgain);
  const isOver = key.state === 'revoked' || key.state === 'expired';
  return (
    <>
      <DeedsView deeds={deeds} />
      <KeyFacts known={known} />
      <Panel title="What you can do">
        {isOver ? (
          <p className="px-4 py-3 text-muted">Nothing: it has ended for good. Make a new one.</p>
        ) : (
          <>
            <RotateRow
              sentence="A new key in its place. The old one works"
              rotating={(seconds, words) => rotating(key, seconds, words)}
              deeds={deeds}
            />
            <div className="border-t border-line">
              <DeedRow
                deeds={deeds}
                deed={revoking(key)}
                sentence="It ends within a second, on every node, for good."
              />
            </div>
          </>
        )}
      </Panel>
    </>
  );
};

/** One API key: what it is, and how it is replaced or ended. */
export const KeyPage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { keyId: id } = useParams({ strict: false }) as { readonly keyId: string };
  const live = useLive<Key>({
    key: ['key', id],
    ask: (holdfast, signal) => holdfast.call(getKey, { params: { key_id: id } }, { signal }),
  });
  return (
    <SettingsPage title={live.known?.body.name ?? 'API key'} live={live} what="the API key">
      {(known) => <KeyView key={id} known={known} lookAgain={live.refreshed} />}
    </SettingsPage>
  );
};
