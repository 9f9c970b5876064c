import type { MediaType } from '../request/read-request.ts';

const TYPES: Readonly<Record<string, MediaType>> = {
  'application/x-protobuf': 'protobuf',
  'application/json': 'json',
};

/** What an answer in this encoding is called. */
export const CONTENT_TYPES: Readonly<Record<MediaType, string>> = {
  protobuf: 'application/x-protobuf',
  json: 'application/json',
};

/**
 * The encoding that a Content-Type names, in any case and with any parameters; a charset can only be UTF-8. Undefined is
 * answered with 415.
 */
export const readMediaType = (contentType: string | undefined): MediaType | undefined => {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (!Object.hasOwn(TYPES, type)) return undefined;
  return parameters.every(isHarmless) ? TYPES[type] : undefined;
};

const isHarmless = (parameter: string): boolean => {
  const [name = '', value = ''] = parameter.split('=').map((part) => part.trim());
  return name !== 'charset' || ['utf-8', 'utf8', '"utf-8"', '"utf8"'].includes(value);
};
