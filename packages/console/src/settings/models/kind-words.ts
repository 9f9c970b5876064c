import type { ProviderKind } from '@holdfast/protocol/providers/providers';

interface KindWords {
  readonly label: string;
  /** Where it is asked when no address is given. */
  readonly home: string | undefined;
}

export const KIND_WORDS: Readonly<Record<ProviderKind, KindWords>> = {
  openai: { label: 'OpenAI', home: 'https://api.openai.com/v1' },
  anthropic: { label: 'Anthropic', home: 'https://api.anthropic.com' },
  google: { label: 'Google', home: 'https://generativelanguage.googleapis.com' },
  openai_compatible: { label: 'OpenAI-compatible', home: undefined },
};
