import type { ProviderId, ProviderKind } from '@holdfast/protocol/providers/providers';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { SecretUnreadable, type SecretBox } from '../../platform/crypto/secret-box.ts';
import { fail } from '../../platform/failure.ts';

/** What a key was given for. Whoever changes the address in the database cannot have the key sent there. */
export interface KeyPlace {
  readonly workspace: WorkspaceId;
  readonly id: ProviderId;
  readonly kind: ProviderKind;
  readonly base_url: string | null;
}

const contextOf = ({ workspace, id, kind, base_url }: KeyPlace): string =>
  `key of provider ${id} of ${workspace}, ${kind} at ${base_url ?? 'its own address'}`;

export const sealKey = (secrets: SecretBox, key: string, place: KeyPlace): string =>
  secrets.seal(key, contextOf(place));

export const openKey = (secrets: SecretBox, sealed: string, place: KeyPlace & { readonly name: string }): string => {
  try {
    return secrets.open(sealed, contextOf(place));
  } catch (error) {
    if (!(error instanceof SecretUnreadable)) throw error;
    return fail('conflict', {
      detail: `The key of ${place.name} was stored under another secret key of this instance, or its row was altered. Give the key again.`,
      cause: error,
    });
  }
};
