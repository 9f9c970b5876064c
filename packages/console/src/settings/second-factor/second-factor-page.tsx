import { getSecondFactor } from '@holdfast/protocol/identity/second-factor';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { Panel } from '../../controls/panel.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import { useLive } from '../../live/use-live.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { returnPath } from '../../session/return-path.ts';
import { useSessionStore } from '../../session/session-context.ts';
import { useMe } from '../../session/use-me.ts';
import { SettingsPage } from '../settings-page.tsx';
import { FactorOn } from './factor-on.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SetUpFactor } from './set-up-factor.tsx';
import { WorkspaceAsks } from './workspace-asks.tsx';

/** Something one has besides what one knows. */
export const SecondFactorPage = () => {
  const [codes, setCodes] = useState<readonly string[] | undefined>(undefined);
  const to = useSearchWord('to');
  const router = useRouter();
  const session = useSessionStore();
  const me = useMe();
  const live = useLive({
    key: ['second factor'],
    ask: (holdfast, signal) => holdfast.call(getSecondFactor, {}, { signal }),
  });
  const lookAgain = (): Promise<unknown> => Promise.all([live.refreshed(), session.look()]);
  const deeds = useDeeds(lookAgain);
  const kept = (): void => {
    setCodes(undefined);
    void lookAgain();
    if (to !== undefined) void router.navigate({ href: returnPath(to, location.origin) });
  };
  return (
    <SettingsPage title="Second factor" live={live} what="your second factor" above={<DeedsView deeds={deeds} />}>
      {({ body: factor }) => (
        <div className="grid max-w-[720px] grid-cols-[minmax(0,1fr)] gap-4">
          {me?.lacks === 'second_factor' && codes === undefined && <WorkspaceAsks me={me} />}
          {codes !== undefined ? (
            <Panel title="Your recovery codes" note="Shown now and never again">
              <RecoveryCodes codes={codes} email={me?.account.email ?? ''} onKept={kept} />
            </Panel>
          ) : factor.state === 'on' ? (
            <FactorOn factor={factor} deeds={deeds} onCodes={setCodes} />
          ) : (
            <SetUpFactor onCodes={setCodes} />
          )}
        </div>
      )}
    </SettingsPage>
  );
};
