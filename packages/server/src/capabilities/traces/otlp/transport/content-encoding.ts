export type Encoding = 'identity' | 'gzip';

/** How a body is compressed. Undefined, also for more than one encoding after the other, is answered with 415. */
export const readContentEncoding = (header: string | undefined): Encoding | undefined => {
  switch ((header ?? '').trim().toLowerCase()) {
    case '':
    case 'identity':
      return 'identity';
    case 'gzip':
    case 'x-gzip':
      return 'gzip';
    default:
      return undefined;
  }
};

/** What a 415 for an encoding says in Accept-Encoding. */
export const ACCEPTED_ENCODINGS = 'gzip, identity';
