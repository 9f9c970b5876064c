import { SecretUnreadable, type SecretBox } from './secret-box.ts';

/** Undefined when it was sealed under a key that this node does not have, or altered, or belongs to something else. */
export const openIfReadable = (secrets: SecretBox, sealed: string, context: string): string | undefined => {
  try {
    return secrets.open(sealed, context);
  } catch (error) {
    if (!(error instanceof SecretUnreadable)) throw error;
    return undefined;
  }
};
