import type { ProblemField } from '@holdfast/protocol/problem';
import type { ProviderKind } from '@holdfast/protocol/providers/providers';

interface Wanted {
  readonly kind: ProviderKind;
  readonly base_url: string | null;
  readonly hasKey: boolean;
}

const told = (field: string, detail: string): ProblemField => ({ pointer: `/body/${field}`, code: 'needed', detail });

/** What a kind of provider cannot do without. */
export const lackingFields = ({ kind, base_url, hasKey }: Wanted): readonly ProblemField[] => [
  ...(kind === 'openai_compatible' && base_url === null ? [told('base_url', 'must say where the server is')] : []),
  ...(kind !== 'openai_compatible' && !hasKey ? [told('key', 'must be given for this kind of provider')] : []),
];

interface Moved {
  readonly isElsewhere: boolean;
  readonly hadKey: boolean;
  readonly saysKey: boolean;
}

/** Whoever may change an address must not so learn a key that they were never shown. */
export const keyTakenElsewhere = ({ isElsewhere, hadKey, saysKey }: Moved): readonly ProblemField[] =>
  isElsewhere && hadKey && !saysKey
    ? [told('key', 'must be given again with another address: a stored key goes nowhere else')]
    : [];
