import { z } from 'zod';

const PREFIX = 'whsec_';
const LEAST_BYTES = 24;
const MOST_BYTES = 64;

/** The base64 is as an encoder writes it: every library reads the same key out of it. */
const isSecret = (value: string): boolean => {
  if (!/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  const encoded = value.slice(PREFIX.length);
  if (encoded.length % 4 !== 0) return false;
  const bytes = atob(encoded);
  return bytes.length >= LEAST_BYTES && bytes.length <= MOST_BYTES && btoa(bytes) === encoded;
};

/** By the Standard Webhooks. */
export const WebhookSecret = z
  .string()
  .max(100)
  .refine(isSecret, {
    error: `must be ${PREFIX} and the padded base64 of ${LEAST_BYTES} to ${MOST_BYTES} random bytes`,
  });
