import {
  chooseEmbedder,
  type Embedder,
  type EmbedderChoice,
  type EmbedderState,
} from '@holdfast/protocol/knowledge/embedders';
import { USUAL_BATCH, USUAL_REQUESTS_AT_ONCE } from '@holdfast/protocol/knowledge/limits';
import { listProviders, type Provider } from '@holdfast/protocol/providers/providers';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Choice } from '../../controls/choice.tsx';
import { Panel } from '../../controls/panel.tsx';
import { type Filled, Form } from '../../forms/form.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useHoldfast } from '../../server/holdfast-context.ts';
import { counted } from '../../text/count.ts';
import { type EmbedderKind, KINDS } from './embedder-words.ts';
import { LocalField } from './local-field.tsx';
import { ProviderFields } from './provider-fields.tsx';

/** A provider may take as long before anything is stored. */
const TRYING_MS = 60_000;

const useProviders = (): readonly Provider[] | undefined => {
  const holdfast = useHoldfast();
  return useQuery({
    queryKey: ['embedder-providers'],
    queryFn: ({ signal }) => holdfast.bodyOf(listProviders, { query: {} }, { signal }),
    networkMode: 'always',
    retry: false,
  }).data?.items;
};

const numberIn = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** It has a model that may be wrong. */
const isTried = (kind: EmbedderKind): boolean => kind === 'provider' || kind === 'local';

const choiceOf = (kind: EmbedderKind, filled: Filled): EmbedderChoice => ({
  kind,
  provider_id: kind === 'provider' ? (filled('provider_id') as Provider['id']) : null,
  model: isTried(kind) ? filled('model').trim() : null,
  asked_dimensions: kind === 'provider' ? numberIn(filled('asked_dimensions')) : null,
  batch_size: (kind === 'provider' ? numberIn(filled('batch_size')) : null) ?? USUAL_BATCH,
  concurrency: (kind === 'provider' ? numberIn(filled('concurrency')) : null) ?? USUAL_REQUESTS_AT_ONCE,
});

const consequence = (kind: EmbedderKind, total: number): string => {
  const pairs = counted(total, 'pair');
  if (kind === 'none') return `The vectors of ${pairs} are not used any more.`;
  return `${pairs} ${total === 1 ? 'is' : 'are'} embedded anew. Until all are, the present embedder answers.`;
};

interface ChooseEmbedderFormProps {
  readonly present: EmbedderState;
  readonly local: Embedder['local'];
  readonly lookAgain: () => void;
}

/** Another embedder for this workspace. It is tried before it is taken. */
export const ChooseEmbedderForm = ({ present, local, lookAgain }: ChooseEmbedderFormProps) => {
  const [kind, setKind] = useState<EmbedderKind>(present.kind);
  const [said, setSaid] = useState('');
  const providers = useProviders();
  const submit = useSubmit({
    ask: (holdfast, body: EmbedderChoice) => holdfast.bodyOf(chooseEmbedder, { body }, { timeoutMs: TRYING_MS }),
    onAnswer: ({ next }) => {
      setSaid(next === null ? 'It is in use.' : 'It was tried and works. It takes over when every pair is embedded.');
      lookAgain();
    },
  });
  const lacksProvider = kind === 'provider' && providers?.length === 0;
  const isPresent = kind === present.kind && !isTried(kind);
  const objection = lacksProvider
    ? 'Add a provider first.'
    : kind === 'local' && local.missing !== null
      ? 'There is no model yet.'
      : isPresent
        ? 'It is chosen already.'
        : undefined;
  return (
    <Panel title="Change it">
      <div className="max-w-[640px] p-4">
        <Form
          label="Change the embedder"
          submit={submit}
          act={isTried(kind) ? 'Try it and use it' : 'Use it'}
          impossible={objection}
          beside={
            <span role="status" className="text-ok">
              {submit.isRunning ? '' : said}
            </span>
          }
          onFilled={(filled) => {
            setSaid('');
            submit.run(choiceOf(kind, filled));
          }}
        >
          <Choice label="Kind" choices={KINDS} chosen={kind} onChoose={setKind} />
          {lacksProvider && (
            <p className="text-muted">
              This workspace has no provider.{' '}
              <PageLink to={paths.newProvider()} isHere={false} className="text-accent underline underline-offset-2">
                Add one
              </PageLink>
            </p>
          )}
          {kind === 'provider' && providers !== undefined && providers.length > 0 && (
            <ProviderFields providers={providers} present={present} />
          )}
          {kind === 'local' && <LocalField local={local} present={present} />}
          {objection === undefined && <p className="text-muted">{consequence(kind, present.pairs.total)}</p>}
        </Form>
      </div>
    </Panel>
  );
};
