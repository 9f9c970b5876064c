import { SUBPROTOCOL, WITH_RESUME, WITH_TICKET } from '@holdfast/protocol/sockets/messages';

/** What the platform's WebSocket is to us, in Node and in browsers. */
export interface SocketLine {
  say(message: object): void;
  close(code: number): void;
}

export interface LineListener {
  readonly heard: (message: Readonly<Record<string, unknown>>) => void;
  readonly closed: (code: number) => void;
}

export interface Introduction {
  readonly ticket: string | undefined;
  readonly resume: { readonly connection_id: string; readonly resume_token: string; readonly seq: number } | undefined;
}

/** Opens one line, and says first what was announced. */
export const openLine = (url: string, { ticket, resume }: Introduction, listener: LineListener): SocketLine => {
  const protocols = [
    SUBPROTOCOL,
    ...(ticket === undefined ? [] : [WITH_TICKET]),
    ...(resume === undefined ? [] : [WITH_RESUME]),
  ];
  const socket = new WebSocket(url, protocols);
  const say = (message: object): void => socket.send(JSON.stringify(message));
  socket.addEventListener('open', () => {
    if (ticket !== undefined) say({ type: 'ticket', ticket });
    if (resume !== undefined) say({ type: 'resume', ...resume });
  });
  socket.addEventListener('message', ({ data }: { readonly data: unknown }) =>
    listener.heard(JSON.parse(String(data)) as Readonly<Record<string, unknown>>),
  );
  socket.addEventListener('close', ({ code }: { readonly code: number }) => listener.closed(code));
  return { say, close: (code) => socket.close(code) };
};
