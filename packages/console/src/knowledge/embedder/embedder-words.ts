import type { EmbedderChoice, EmbedderState } from '@holdfast/protocol/knowledge/embedders';

export type EmbedderKind = EmbedderChoice['kind'];

export const KINDS: readonly (readonly [kind: EmbedderKind, name: string, means: string])[] = [
  ['built_in', 'Built in', 'comes with Holdfast, works without a network and costs nothing. It knows English best.'],
  [
    'local',
    'A model of this instance',
    'a transformer that runs beside Holdfast. It tells finer differences than the built-in one, and nothing is sent anywhere.',
  ],
  [
    'provider',
    'A model of a provider',
    'knows more languages and finer differences. What is embedded is sent there, and may cost.',
  ],
  ['none', 'None', 'Pairs are found by their words alone.'],
];

/** What an embedder is called in a sentence. */
export const embedderWords = ({
  kind,
  provider_name: provider,
  model,
}: Pick<EmbedderState, 'kind' | 'provider_name' | 'model'>): string => {
  if (kind === 'none') return 'None';
  if (kind === 'built_in') return `Built in (${model})`;
  if (kind === 'local') return `${model}, of this instance`;
  return `${model} of ${provider ?? 'a provider that was removed'}`;
};
