import { AccountId } from '@holdfast/protocol/identity/people';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { randomName } from '../../../platform/crypto/random.ts';
import { SecretUnreadable, type SecretBox } from '../../../platform/crypto/secret-box.ts';
import { cookieOf, type Cookies } from './cookie.ts';

/** A browser in which somebody signed in to an account before. */
export interface Device {
  readonly id: string;
  readonly account: AccountId;
  readonly passwordVersion: number;
}

/**
 * Lets the owner of an account try passwords although strangers have used up its tries. It opens nothing: a thief of it may
 * try ten passwords. A new password makes it worth nothing.
 */
export interface KnownDevices {
  read(headers: IncomingHttpHeaders): Device | undefined;
  /** The cookie that makes this browser a known one, under the id that it had for this account. */
  write(headers: IncomingHttpHeaders, device: Omit<Device, 'id'>): string;
}

const Sealed = z.object({ id: z.string(), account: AccountId, passwordVersion: z.int() });
const CONTEXT = 'known device';
const KEPT_SECONDS = 180 * 24 * 3600;
const LONGEST = 1000;

export const createKnownDevices = (secrets: SecretBox, cookies: Cookies): KnownDevices => {
  const read: KnownDevices['read'] = (headers) => {
    const sealed = cookieOf(headers, cookies.device);
    if (sealed === undefined || sealed.length > LONGEST) return undefined;
    try {
      return Sealed.parse(JSON.parse(secrets.open(sealed, CONTEXT)));
    } catch (error) {
      // a cookie of another instance, of an older key, or of somebody's making: whoever brings it is a stranger
      if (error instanceof SecretUnreadable || error instanceof z.ZodError || error instanceof SyntaxError)
        return undefined;
      throw error;
    }
  };
  return {
    read,
    write(headers, { account, passwordVersion }) {
      const before = read(headers);
      const id = before?.account === account ? before.id : randomName();
      const sealed = secrets.seal(JSON.stringify({ id, account, passwordVersion }), CONTEXT);
      return cookies.set(cookies.device, sealed, KEPT_SECONDS);
    },
  };
};
