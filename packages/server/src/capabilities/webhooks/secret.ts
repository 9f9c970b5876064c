import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { WebhookId } from '@holdfast/protocol/webhooks/ids';
import { randomBuffer } from '../../platform/crypto/random.ts';
import { openIfReadable } from '../../platform/crypto/open-if-readable.ts';
import type { SecretBox } from '../../platform/crypto/secret-box.ts';

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

/** Undefined when it cannot be read. */
export const openSecret = (secrets: SecretBox, sealed: string, place: SecretPlace): string | undefined =>
  openIfReadable(secrets, sealed, contextOf(place));
