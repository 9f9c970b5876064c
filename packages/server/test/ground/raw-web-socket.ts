import { vi } from 'vitest';
import { frame, framesIn, OPCODES, type Frame } from './frames.ts';
import { openSocket, type RawSocket } from './raw-socket.ts';

export interface HandshakeOptions {
  readonly path?: string;
  readonly token?: string;
  /** Replaces or, with undefined, leaves out a header. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Sent in one piece with the handshake. */
  readonly behind?: Uint8Array;
  readonly line?: string;
}

export interface RawWebSocket {
  readonly raw: RawSocket;
  send(bytes: Uint8Array): void;
  say(message: Readonly<Record<string, unknown>>): void;
  frames(): Frame[];
  /** Everything that the server said, parsed. */
  messages(): Record<string, unknown>[];
  /** The first message that has this type. */
  message(type: string, withinMs?: number): Promise<Record<string, unknown>>;
  /** Code and reason of its close frame. */
  closedWith(withinMs?: number): Promise<[number, string]>;
}

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
export const ROOM = '/ws/probe/kitchen';

export const handshake = (url: string, { path = ROOM, token, headers = {}, line }: HandshakeOptions): string => {
  const all: Record<string, string | undefined> = {
    Host: new URL(url).host,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': KEY,
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\r\n`]));
  return `${line ?? `GET ${path} HTTP/1.1`}\r\n${lines.join('')}\r\n`;
};

/** Opens a socket and waits for the 101. */
export const openWebSocket = async (url: string, options: HandshakeOptions): Promise<RawWebSocket> => {
  const raw = await openSocket(url);
  raw.send(Buffer.concat([Buffer.from(handshake(url, options)), options.behind ?? Buffer.alloc(0)]));
  await vi.waitFor(
    () => {
      if (!raw.received.startsWith('HTTP/1.1 101 ')) throw new Error(`No 101: ${raw.received.slice(0, 600)}`);
      if (!raw.received.includes('\r\n\r\n')) throw new Error('The answer has no end');
    },
    { timeout: 5000, interval: 5 },
  );
  return overRaw(raw);
};

const overRaw = (raw: RawSocket): RawWebSocket => {
  const frames = (): Frame[] =>
    framesIn(Buffer.from(raw.received, 'latin1').subarray(raw.received.indexOf('\r\n\r\n') + 4));
  const messages = (): Record<string, unknown>[] =>
    frames()
      .filter(({ opcode }) => opcode === OPCODES.text)
      .map(({ payload }) => JSON.parse(payload.toString('utf8')) as Record<string, unknown>);
  return {
    raw,
    send: (bytes) => raw.send(bytes),
    say: (message) => raw.send(frame(JSON.stringify(message))),
    frames,
    messages,
    message: (type, withinMs = 5000) =>
      vi.waitFor(
        () => {
          const found = messages().find((message) => message['type'] === type);
          if (found === undefined) throw new Error(`No ${type} among ${JSON.stringify(messages()).slice(0, 600)}`);
          return found;
        },
        { timeout: withinMs, interval: 5 },
      ),
    closedWith: (withinMs = 5000) =>
      vi.waitFor(
        () => {
          const close = frames().find(({ opcode }) => opcode === OPCODES.close);
          if (close === undefined) throw new Error(`No close frame; ${raw.isClosed ? 'closed' : 'still open'}`);
          return [close.payload.readUInt16BE(0), close.payload.subarray(2).toString('utf8')];
        },
        { timeout: withinMs, interval: 5 },
      ),
  };
};
