import type { ProviderId, ProviderKind } from '@holdfast/protocol/providers/providers';
import type { SecretBox } from '../../platform/crypto/secret-box.ts';
import type { Read } from '../../platform/database/transaction.ts';
import { SHAPES } from './asking/shapes.ts';
import { saidIn } from './asking/said.ts';
import { openKey } from './sealed-key.ts';
import { findStored } from './store.ts';

/** A provider as somebody asks it who need not know its key. */
export interface ReachedProvider {
  /** As people know it: `Ours (OpenAI)`. */
  readonly name: string;
  readonly kind: ProviderKind;
  /** Where its paths begin, without a slash at the end. */
  readonly home: string;
  /** They carry its key: they go to its home, and nowhere else. */
  readonly headers: Readonly<Record<string, string>>;
  /** What it says of a failure, without its key. */
  said(body: unknown): string | undefined;
  refusesKey(status: number, body: unknown): boolean;
}

/** Undefined when there is none of this id. Fails when its key cannot be opened. */
export type ReachProvider = (tx: Read, id: ProviderId) => Promise<ReachedProvider | undefined>;

export const createReach =
  (secrets: SecretBox): ReachProvider =>
  async (tx, id) => {
    const provider = await findStored(tx, id);
    if (provider === undefined) return undefined;
    const { name, kind, base_url: base, sealed_key: sealed } = provider;
    const key = sealed === null ? null : openKey(secrets, sealed, { ...provider, workspace: tx.workspace });
    const shape = SHAPES[kind];
    return {
      name: `${name} (${shape.label})`,
      kind,
      home: withoutSlashes(base ?? shape.home ?? ''),
      headers: shape.headers(key),
      said: (body) => saidIn(body, key),
      refusesKey: (status, body) => status === 401 || status === 403 || (shape.refusesKey?.(status, body) ?? false),
    };
  };

const withoutSlashes = (url: string): string => {
  let end = url.length;
  while (url[end - 1] === '/') end -= 1;
  return url.slice(0, end);
};
