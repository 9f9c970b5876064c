import { createHmac } from 'node:crypto';
import type { ToldEvent } from '../event.ts';

/** What is posted, by the Standard Webhooks: the same body each time, the time and the signature of this try. */
export const messageOf = (
  event: ToldEvent,
  secrets: readonly string[],
  now: number,
): { readonly headers: Readonly<Record<string, string>>; readonly body: string } => {
  const { id } = event;
  const body = bodyOf(event);
  const timestamp = String(Math.floor(now / 1000));
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => sign(secret, `${id}.${timestamp}.${body}`)).join(' '),
  };
  return { headers, body };
};

export const bodyOf = ({ id, type, time, object, sequence, data }: ToldEvent): string =>
  JSON.stringify({ type, timestamp: time, id, object, sequence, data });

/** Whether something can be signed with it: anything else would be signed with next to nothing, and so by anybody. */
export const isUsableSecret = (secret: string): boolean => {
  const encoded = unpadded(secret.replace(/^whsec_/, ''));
  return encoded !== '' && unpadded(keyOf(secret).toString('base64')) === encoded;
};

const unpadded = (base64: string): string => base64.replace(/={1,2}$/, '');

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

const sign = (secret: string, text: string): string => {
  const key = keyOf(secret);
  return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
};
