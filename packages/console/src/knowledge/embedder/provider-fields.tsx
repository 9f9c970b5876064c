import type { EmbedderState } from '@holdfast/protocol/knowledge/embedders';
import {
  LONGEST_MODEL,
  MOST_BATCH,
  MOST_DIMENSIONS,
  MOST_REQUESTS_AT_ONCE,
  USUAL_BATCH,
  USUAL_REQUESTS_AT_ONCE,
} from '@holdfast/protocol/knowledge/limits';
import { listModels } from '@holdfast/protocol/providers/models';
import type { Provider } from '@holdfast/protocol/providers/providers';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { CONTROL, FieldFrame } from '../../forms/field-frame.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useHoldfast } from '../../server/holdfast-context.ts';

const LISTING_MS = 90_000;

/** Names of models that embed, as far as names tell; all of them where none does. */
const useModels = (providerId: string): readonly string[] => {
  const holdfast = useHoldfast();
  const { data } = useQuery({
    queryKey: ['embedder-models', providerId],
    queryFn: ({ signal }) =>
      holdfast.bodyOf(
        listModels,
        { params: { provider_id: providerId }, query: {} },
        { signal, timeoutMs: LISTING_MS },
      ),
    networkMode: 'always',
    retry: false,
  });
  const names = (data?.items ?? []).map(({ id }) => id);
  const embedding = names.filter((name) => name.includes('embed'));
  return embedding.length > 0 ? embedding : names;
};

interface ModelFieldProps {
  readonly providerId: string;
  readonly model: string;
}

const ModelField = ({ providerId, model: present }: ModelFieldProps) => {
  const models = useModels(providerId);
  const listId = useId();
  return (
    <FieldFrame label="Model" name="model" hint="As the provider names it. It must be one that embeds.">
      {(tied) => (
        <>
          <input
            {...tied}
            required
            maxLength={LONGEST_MODEL}
            autoComplete="off"
            spellCheck={false}
            list={listId}
            defaultValue={present}
            className={CONTROL}
          />
          <datalist id={listId}>
            {models.map((model) => (
              <option key={model} value={model}>
                {model}
              </option>
            ))}
          </datalist>
        </>
      )}
    </FieldFrame>
  );
};

/** How a provider is asked: the usual, until somebody knows better. */
const AskedFields = ({ present }: { readonly present: EmbedderState | undefined }) => (
  <div className="grid gap-4 sm:grid-cols-3">
    <TextField
      label="Numbers in a vector"
      name="asked_dimensions"
      type="number"
      min={1}
      max={MOST_DIMENSIONS}
      defaultValue={present?.asked_dimensions ?? ''}
      hint="Empty: as many as it gives."
    />
    <TextField
      label="Texts in a request"
      name="batch_size"
      type="number"
      required
      min={1}
      max={MOST_BATCH}
      defaultValue={present?.batch_size ?? USUAL_BATCH}
    />
    <TextField
      label="Requests at once"
      name="concurrency"
      type="number"
      required
      min={1}
      max={MOST_REQUESTS_AT_ONCE}
      defaultValue={present?.concurrency ?? USUAL_REQUESTS_AT_ONCE}
      hint="Fewer when it says it is too much."
    />
  </div>
);

interface ProviderFieldsProps {
  readonly providers: readonly Provider[];
  readonly present: EmbedderState;
}

/** Which model of which provider, and how it is asked. */
export const ProviderFields = ({ providers, present }: ProviderFieldsProps) => {
  const [providerId, setProviderId] = useState(present.provider_id ?? providers[0]?.id ?? '');
  const isOfProvider = present.kind === 'provider';
  return (
    <>
      <SelectField
        label="Provider"
        name="provider_id"
        choices={providers.map(({ id, name }) => [id, name] as const)}
        value={providerId}
        onChange={({ target }) => setProviderId(target.value)}
      />
      <ModelField providerId={providerId} model={isOfProvider ? present.model : ''} />
      <AskedFields present={isOfProvider ? present : undefined} />
    </>
  );
};
