import { text } from './text.ts';

/** What is requested stands behind its host; credentials belong elsewhere. */
const isWebUrl = (value: string): boolean => {
  const url = URL.parse(value);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  return url.username === '' && url.password === '' && !value.includes('#');
};

/** Somewhere that Holdfast sends requests to. Whether it may be reached is decided with each request. */
export const WebUrl = text(2_000, 1)
  .refine(isWebUrl, {
    error:
      'must be a URL that starts with https://, or with http:// where the operator allows it, without a user, a password or a fragment',
  })
  .meta({ format: 'uri' });
