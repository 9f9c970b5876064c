import { once } from 'node:events';
import { connect } from 'node:net';
import { onTestFinished, vi } from 'vitest';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export interface RawSocket {
  send(bytes: string | Uint8Array): void;
  /** Everything received so far. */
  readonly received: string;
  readonly isClosed: boolean;
  /** The first so many whole answers; those to HEAD have no body whatever their length says. */
  answers(count: number, toHead?: boolean): Promise<RawAnswer[]>;
  closed(withinMs?: number): Promise<void>;
  pause(): void;
  resume(): void;
  destroy(): void;
}

/** A connection on which a test says every byte itself. */
export const openSocket = async (url: string): Promise<RawSocket> => {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  const chunks: Buffer[] = [];
  let isClosed = false;
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('close', () => {
    isClosed = true;
  });
  // a server that cuts us off is what some tests are about
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  const text = (): string => Buffer.concat(chunks).toString('latin1');
  return {
    send: (bytes) => void socket.write(bytes),
    get received() {
      return text();
    },
    get isClosed() {
      return isClosed;
    },
    answers: (count, toHead = false) =>
      vi.waitFor(
        () => {
          const answers = answersIn(text(), toHead);
          if (answers.length < count) throw new Error(`${answers.length} of ${count} answers: ${text().slice(0, 400)}`);
          return answers.slice(0, count);
        },
        { timeout: 5000, interval: 10 },
      ),
    closed: (withinMs = 5000) =>
      vi.waitFor(
        () => {
          if (!isClosed) throw new Error(`The connection is still open: ${text().slice(0, 400)}`);
        },
        { timeout: withinMs, interval: 10 },
      ),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    destroy: () => void socket.destroy(),
  };
};

/** Sends one thing and reads one answer. */
export const say = async (url: string, bytes: string | Uint8Array): Promise<RawAnswer> => {
  const socket = await openSocket(url);
  socket.send(bytes);
  const [answer] = await socket.answers(1, String(bytes).startsWith('HEAD '));
  if (answer === undefined) throw new Error('There was no answer');
  return answer;
};

/** Whole answers with a Content-Length, one behind the other. */
const answersIn = (text: string, toHead: boolean): RawAnswer[] => {
  const answers: RawAnswer[] = [];
  let rest = text;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) return answers;
    const [statusLine = '', ...lines] = rest.slice(0, end).split('\r\n');
    const headers = new Headers(
      lines.map((line): [string, string] => [
        line.slice(0, line.indexOf(':')),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    );
    const status = Number(statusLine.split(' ')[1]);
    const length = status === 100 || toHead ? 0 : Number(headers.get('content-length') ?? 0);
    const body = rest.slice(end + 4, end + 4 + length);
    if (body.length < length) return answers;
    if (status !== 100) answers.push({ status, headers, body });
    rest = rest.slice(end + 4 + length);
  }
};
