/** Why a socket was closed, to the program at its other end and to the person who looks for the cause. */
export interface CloseEntry {
  readonly code: number;
  readonly means: string;
  readonly act: string;
  /** Does a client come back by itself, and resume? */
  readonly returns: 'resume' | 'never';
}

export const CLOSE_BOOK = {
  done: { code: 1000, means: 'It was closed in order.', act: 'Nothing.', returns: 'never' },
  draining: {
    code: 1001,
    means: 'The node is stopping.',
    act: 'Connect again and resume: another node, or this one after its restart, takes the socket.',
    returns: 'resume',
  },
  protocol_error: {
    code: 1002,
    means: 'A frame breaks RFC 6455.',
    act: 'Mend the client. The same bytes will fail again.',
    returns: 'never',
  },
  not_text: {
    code: 1003,
    means: 'A binary message came. Messages are JSON as text.',
    act: 'Send text.',
    returns: 'never',
  },
  not_utf8: { code: 1007, means: 'A text message is not UTF-8.', act: 'Send UTF-8.', returns: 'never' },
  too_many_fragments: {
    code: 1008,
    means: 'A message came in more pieces than are put together.',
    act: 'Send a message in one frame.',
    returns: 'never',
  },
  too_large: {
    code: 1009,
    means: 'A message has more bytes than any may have.',
    act: 'Send less, or by HTTP.',
    returns: 'never',
  },
  internal: {
    code: 1011,
    means: 'Something happened that Holdfast did not foresee. The log has it.',
    act: 'Connect again. Report it when it comes back.',
    returns: 'resume',
  },
  signed_out: {
    code: 4001,
    means: 'The sign-in or key behind the socket has ended.',
    act: 'Sign in and connect again.',
    returns: 'never',
  },
  not_signed_in: {
    code: 4002,
    means: 'No valid ticket came as the first message in time.',
    act: 'Get a new ticket from /api/v1/ws-ticket and send it at once. It counts once.',
    returns: 'never',
  },
  forbidden: {
    code: 4003,
    means: 'The principal may not, or may no longer, use this socket.',
    act: 'Ask an admin of the workspace for the permission.',
    returns: 'never',
  },
  too_fast: {
    code: 4008,
    means: 'More messages, bytes or pings came than the socket takes in a second.',
    act: 'Send less often, then connect again and resume.',
    returns: 'resume',
  },
  replaced: {
    code: 4009,
    means: 'The same connection was resumed on another socket.',
    act: 'Nothing: the other socket goes on.',
    returns: 'never',
  },
  idle: {
    code: 4010,
    means: 'Nothing but heartbeats was said for a long time.',
    act: 'Connect again when there is something to say.',
    returns: 'never',
  },
  not_understood: {
    code: 4011,
    means: 'Too many messages were no JSON, of no known type, or broke their schema.',
    act: 'Mend the client; each of them was answered with an error message.',
    returns: 'never',
  },
  too_many: {
    code: 4012,
    means: 'There are as many sockets as there may be.',
    act: 'Close another one first.',
    returns: 'never',
  },
  unsure: {
    code: 4014,
    means: 'Holdfast may not have heard that the sign-in behind the socket has ended.',
    act: 'Connect again with a new ticket and resume.',
    returns: 'resume',
  },
  too_slow: {
    code: 4013,
    means: 'The reader does not take what is sent to it.',
    act: 'Connect again and resume. Read faster, or ask for less.',
    returns: 'resume',
  },
} as const satisfies Readonly<Record<string, CloseEntry>>;

export type CloseReason = keyof typeof CLOSE_BOOK;

export const closeEntryOf = (code: number): CloseEntry | undefined =>
  Object.values<CloseEntry>(CLOSE_BOOK).find((entry) => entry.code === code);
