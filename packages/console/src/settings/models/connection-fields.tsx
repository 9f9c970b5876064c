import type { ProviderKind } from '@holdfast/protocol/providers/providers';
import { TextField } from '../../forms/text-field.tsx';
import { KIND_WORDS } from './kind-words.ts';

interface ConnectionFieldsProps {
  readonly kind: ProviderKind;
  readonly isNew: boolean;
  readonly hasKey?: boolean;
  readonly address?: string | null;
}

const keyHint = (kind: ProviderKind, hasKey: boolean): string => {
  if (hasKey)
    return 'Left empty, the key stays. With another address it is needed: a key goes nowhere else than it was given for.';
  return kind === 'openai_compatible'
    ? 'If the server wants one. It is kept encrypted and never shown again.'
    : 'It is kept encrypted and never shown again.';
};

/** Where a provider is asked, and with what. */
export const ConnectionFields = ({ kind, isNew, hasKey = false, address = null }: ConnectionFieldsProps) => {
  const { home } = KIND_WORDS[kind];
  return (
    <>
      <TextField
        label="Address"
        name="base_url"
        type="text"
        inputMode="url"
        required={home === undefined}
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        placeholder={home ?? 'https://models.example.com/v1'}
        defaultValue={address ?? ''}
        hint={
          home === undefined
            ? 'What stands before /models. One that is not public must be allowed by an operator.'
            : 'Left empty, the provider is asked at its own address.'
        }
      />
      <TextField
        label="Key"
        name="key"
        type="password"
        required={isNew && home !== undefined}
        maxLength={1000}
        autoComplete="new-password"
        spellCheck={false}
        hint={keyHint(kind, hasKey)}
      />
    </>
  );
};
