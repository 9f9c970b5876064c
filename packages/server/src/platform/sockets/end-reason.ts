import { CLOSE_BOOK, type CloseReason } from '@holdfast/protocol/sockets/close-codes';

/** Why a line ended: what we closed it for, or that the other side left, in order or without a word. */
export type EndReason = CloseReason | 'left' | 'lost';

/** Does a client come back after this, and go on? */
export const mayReturn = (reason: EndReason): boolean =>
  reason === 'lost' || (reason !== 'left' && CLOSE_BOOK[reason].returns === 'resume');

const BY_CODE: Readonly<Record<string, CloseReason>> = {
  WS_ERR_INVALID_UTF8: 'not_utf8',
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 'too_large',
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 'too_large',
  WS_ERR_TOO_MANY_BUFFERED_PARTS: 'too_many_fragments',
};

/** What the library has found, which closes by itself with the code that fits. */
export const reasonOf = (error: Error): EndReason => {
  const code = 'code' in error ? String(error.code) : '';
  return BY_CODE[code] ?? (code.startsWith('WS_ERR_') ? 'protocol_error' : 'lost');
};
