import { getKey, type Key } from '@holdfast/protocol/identity/keys';
import { useParams } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import { DeedRow } from '../../deeds/deed-row.tsx';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { type Deeds, useDeeds } from '../../deeds/use-deeds.ts';
import type { Known } from '../../live/live.ts';
import { useLive } from '../../live/use-live.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { Ago } from '../../text/ago.tsx';
import { Day } from '../../text/day.tsx';
import { SettingsPage } from '../settings-page.tsx';
import { revoking, rotating } from './key-deeds.tsx';
import { KEY_STATES, KeyMark } from './key-mark.tsx';

const OVERLAPS = [
  ['0', 'no longer', 'not at all'],
  ['3600', 'an hour longer', 'for an hour more'],
  ['86400', 'a day longer', 'for a day more'],
  ['604800', 'a week longer', 'for a week more'],
] as const;

const LINK = 'text-accent underline underline-offset-2';

const KeyFacts = ({ known: { body: key, serverAt } }: { readonly known: Known<Key> }) => {
  const canSeeMembers = useMay('members:manage');
  return (
    <Panel title="What it is">
      <Facts
        facts={[
          [
            'Key',
            <code key="key" className="font-mono text-small">
              hf_{key.public_id}_…{key.last_four}
            </code>,
          ],
          [
            'State',
            <span key="state">
              <KeyMark state={key.state} /> <span className="text-muted">{KEY_STATES[key.state]}</span>
            </span>,
          ],
          [
            'Made',
            <span key="made">
              <Day at={key.created_at} />
              {canSeeMembers && (
                <>
                  {' '}
                  by{' '}
                  <PageLink to={paths.member(key.created_by)} className={LINK}>
                    a member
                  </PageLink>
                </>
              )}
            </span>,
          ],
          ['Used last', key.used_at === null ? 'never' : <Ago key="used" at={key.used_at} now={serverAt} />],
          ['Works until', key.expires_at === null ? 'it is revoked' : <Day key="until" at={key.expires_at} />],
          ...(key.replaces === null
            ? []
            : [
                [
                  'Replaces',
                  <PageLink key="replaces" to={paths.key(key.replaces)} className={LINK}>
                    the key before it
                  </PageLink>,
                ] as const,
              ]),
          [
            'May do',
            <span key="scopes" className="font-mono text-small">
              {key.scopes.join(', ')}
            </span>,
          ],
        ]}
      />
    </Panel>
  );
};

const RotateRow = ({ of: key, deeds }: { readonly of: Key; readonly deeds: Deeds }) => {
  const [overlap, setOverlap] = useState('86400');
  const id = useId();
  const words = OVERLAPS.find(([seconds]) => seconds === overlap)?.[2] ?? '';
  return (
    <div className="grid grid-cols-[132px_minmax(0,1fr)] items-center gap-x-4 px-4 py-2">
      <Button
        aria-disabled={deeds.isRunning}
        onClick={() => {
          if (!deeds.isRunning) deeds.propose(rotating(key, Number(overlap), words));
        }}
      >
        Rotate
      </Button>
      <span className="flex flex-wrap items-center gap-2 text-muted">
        <label htmlFor={id}>A new key in its place. The old one works</label>
        <select
          id={id}
          value={overlap}
          onChange={(event) => setOverlap(event.target.value)}
          className="min-h-8 rounded-control border border-faint bg-surface px-2 text-ink"
        >
          {OVERLAPS.map(([seconds, label]) => (
            <option key={seconds} value={seconds}>
              {label}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
};

const KeyView = ({ known, lookAgain }: { readonly known: Known<Key>; readonly lookAgain: () => void }) => {
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
            <RotateRow of={key} deeds={deeds} />
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
      {(known) => <KeyView key={id} known={known} lookAgain={live.refresh} />}
    </SettingsPage>
  );
};
