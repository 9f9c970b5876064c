import { addProvider, PROVIDER_KINDS, type ProviderKind } from '@holdfast/protocol/providers/providers';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { Form } from '../../forms/form.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { paths } from '../../routing/paths.ts';
import { ConnectionFields } from './connection-fields.tsx';
import { KIND_WORDS } from './kind-words.ts';
import { TRYING_MS } from './patience.ts';
import { TryField } from './try-field.tsx';

const KINDS = PROVIDER_KINDS.map((kind) => [kind, KIND_WORDS[kind].label] as const);

interface Wanted {
  readonly name: string;
  readonly kind: ProviderKind;
  readonly base_url: string | null;
  readonly key: string | null;
  readonly isTried: boolean;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export const NewProviderForm = () => {
  const router = useRouter();
  const [kind, setKind] = useState<ProviderKind>('openai');
  const submit = useSubmit({
    ask: (holdfast, { isTried, ...body }: Wanted) =>
      holdfast.bodyOf(addProvider, { body, query: { try: isTried } }, { timeoutMs: TRYING_MS }),
    onAnswer: ({ id }) => void router.navigate({ href: paths.provider(id) }),
  });
  return (
    <Form
      label="Add a provider"
      submit={submit}
      act="Add the provider"
      beside={
        submit.isRunning ? (
          <span className="text-muted">The provider is asked. This may take 30 seconds.</span>
        ) : undefined
      }
      onFilled={(filled) =>
        submit.run({
          name: filled('name').trim(),
          kind,
          base_url: orNull(filled('base_url')),
          key: orNull(filled('key')),
          isTried: filled('try') === 'yes',
        })
      }
    >
      <SelectField
        label="Kind"
        name="kind"
        choices={KINDS}
        value={kind}
        onChange={({ target }) => setKind(PROVIDER_KINDS.find((one) => one === target.value) ?? 'openai')}
      />
      <TextField
        label="Name"
        name="name"
        required
        maxLength={100}
        autoComplete="off"
        hint="What it is called here. It stands in every sentence about it."
      />
      <ConnectionFields kind={kind} isNew />
      <TryField />
    </Form>
  );
};
