import { beginOidc, listIdentities, removeIdentity } from '@holdfast/protocol/identity/oidc';
import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { deed } from '../../deeds/deed.ts';
import { DeedButton } from '../../deeds/deed-button.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import { useSubmit } from '../../forms/use-submit.ts';
import { useLive } from '../../live/use-live.ts';
import { useSession } from '../../session/session-context.ts';
import type { Setup } from '../../session/session.ts';
import { Day } from '../../text/day.tsx';

type Identity = (typeof listIdentities)['answers'][200]['_output']['items'][number];

const removing = ({ id, issuer_name: name }: Identity) =>
  deed({
    act: 'Remove',
    ask: (holdfast) => holdfast.call(removeIdentity, { params: { identity_id: id } }),
    done: () => `${name} opens your account no more.`,
    question: {
      title: `Sign in with ${name} no more?`,
      keep: 'Keep it',
      sentence: `Your account at ${name} opens this one no more. You can add it again later.`,
    },
  });

const AddIssuers = ({ issuers }: { readonly issuers: Setup['issuers'] }) => {
  const begin = useSubmit({
    ask: (holdfast, issuer: string) => holdfast.bodyOf(beginOidc, { params: { issuer }, body: {} }),
    onAnswer: ({ location: to }) => location.assign(to),
  });
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-3 first:border-t-0">
      {issuers.map(({ id, name }) => (
        <Button key={id} aria-disabled={begin.isRunning} onClick={() => begin.run(id)}>
          Add {name}
        </Button>
      ))}
      {begin.refusal !== undefined && (
        <p role="alert" className="text-bad wrap-anywhere">
          {begin.refusal}
        </p>
      )}
    </div>
  );
};

/** The issuers' accounts that open one's own, where there are issuers at all. */
export const IdentitiesPanel = ({ hasOtherWay }: { readonly hasOtherWay: boolean }) => {
  const session = useSession();
  const issuers = session.state === 'in' ? session.setup.issuers : [];
  const live = useLive({
    key: ['identities'],
    ask: (holdfast, signal) => holdfast.call(listIdentities, {}, { signal }),
  });
  const deeds = useDeeds(live.refreshed);
  const identities = live.known?.body.items ?? [];
  if (issuers.length === 0 && identities.length === 0) return undefined;
  const open = issuers.filter(({ id }) => !identities.some(({ issuer }) => issuer === id));
  const isLast = !hasOtherWay && identities.length === 1;
  return (
    <Panel title="Other ways to sign in">
      <div className="px-4 has-[>:not(:empty)]:py-4">
        <DeedsView deeds={deeds} />
      </div>
      <ul>
        {identities.map((identity) => (
          <li
            key={identity.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-3 first:border-t-0"
          >
            <span className="min-w-0 flex-1 wrap-anywhere">
              <strong className="font-semibold">{identity.issuer_name}</strong>
              <span className="block text-small text-muted">
                added <Day at={identity.added_at} />
                {identity.used_at !== null && (
                  <>
                    , used last <Day at={identity.used_at} />
                  </>
                )}
              </span>
            </span>
            {isLast ? (
              <span className="text-small text-muted">Your only way in</span>
            ) : (
              <DeedButton deeds={deeds} deed={removing(identity)} of={identity.issuer_name} />
            )}
          </li>
        ))}
      </ul>
      {open.length > 0 && <AddIssuers issuers={open} />}
    </Panel>
  );
};
