import type { Provider } from '@holdfast/protocol/providers/providers';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import type { Known } from '../../live/live.ts';
import { Ago } from '../../text/ago.tsx';
import { Day } from '../../text/day.tsx';
import { KIND_WORDS } from './kind-words.ts';

const KeyFact = ({ of: key, now }: { readonly of: Provider['key']; readonly now: number }) =>
  key === null ? (
    'none'
  ) : (
    <>
      <code className="font-mono text-small">…{key.last_four}</code>
      <span className="text-muted">
        , set <Ago at={key.set_at} now={now} />
      </span>
    </>
  );

export const ProviderFacts = ({ known: { body: provider, serverAt } }: { readonly known: Known<Provider> }) => (
  <Panel title="What it is">
    <Facts
      facts={[
        ['Kind', KIND_WORDS[provider.kind].label],
        [
          'Address',
          <code key="address" className="font-mono text-small">
            {provider.base_url ?? KIND_WORDS[provider.kind].home}
          </code>,
        ],
        ['Key', <KeyFact key="key" of={provider.key} now={serverAt} />],
        ['Added', <Day key="added" at={provider.created_at} />],
      ]}
    />
  </Panel>
);
