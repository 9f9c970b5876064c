import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { WebhookId } from '@holdfast/protocol/webhooks/ids';
import { randomBuffer } from '../../platform/crypto/random.ts';
import { SecretUnreadable, type SecretBox } from '../../platform/crypto/secret-box.ts';

/** Which webhook a secret belongs to: in the row of another it does not open. */
export interface SecretPlace {
  readonly workspace: WorkspaceId;
  readonly id: WebhookId;
}

const BYTES = 32;

const contextOf = ({ workspace, id }: SecretPlace): string => `secret of webhook ${id} of ${workspace}`;

export const makeSecret = (
  secrets: SecretBox,
  place: SecretPlace,
): { readonly plain: string; readonly sealed: string } => {
  const plain = `whsec_${randomBuffer(BYTES).toString('base64')}`;
  return { plain, sealed: secrets.seal(plain, contextOf(place)) };
};

/** Undefined when it was sealed under a key that this node does not have, or altered. */
export const openSecret = (secrets: SecretBox, sealed: string, place: SecretPlace): string | undefined => {
  try {
    return secrets.open(sealed, contextOf(place));
  } catch (error) {
    if (!(error instanceof SecretUnreadable)) throw error;
    return undefined;
  }
};
