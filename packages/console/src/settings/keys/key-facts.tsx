import type { Key } from '@holdfast/protocol/identity/keys';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import type { Known } from '../../live/live.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { Ago } from '../../text/ago.tsx';
import { Day } from '../../text/day.tsx';
import { KEY_STATES, KeyMark } from './key-mark.tsx';

const LINK = 'text-accent underline underline-offset-2';

export const KeyFacts = ({ known: { body: key, serverAt } }: { readonly known: Known<Key> }) => {
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
          ['Used last', key.used_at === null ? 'never' : <Ago key="used" at={key.used_at} now={serverAt} isRough />],
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
