import type { FeedId } from '@holdfast/protocol/knowledge/ids';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { SecretUnreadable, type SecretBox } from '../../../platform/crypto/secret-box.ts';
import { fail } from '../../../platform/failure.ts';

/** What a header was given for. Whoever changes the address in the database cannot have its value sent elsewhere. */
export interface HeaderPlace {
  readonly workspace: WorkspaceId;
  readonly id: FeedId;
  readonly url: string;
  readonly headerName: string;
}

export const originOf = (url: string): string => new URL(url).origin;

const contextOf = ({ workspace, id, url, headerName }: HeaderPlace): string =>
  `header ${headerName} of feed ${id} of ${workspace} at ${originOf(url)}`;

export const sealHeader = (secrets: SecretBox, value: string, place: HeaderPlace): string =>
  secrets.seal(value, contextOf(place));

export const openHeader = (secrets: SecretBox, sealed: string, place: HeaderPlace): string => {
  try {
    return secrets.open(sealed, contextOf(place));
  } catch (error) {
    if (!(error instanceof SecretUnreadable)) throw error;
    return fail('conflict', {
      detail:
        'The header of this feed was stored under another secret key of this instance, or its row was altered. Give the header again.',
      cause: error,
    });
  }
};
