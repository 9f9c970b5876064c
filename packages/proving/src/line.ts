import { connect, type Socket } from 'node:net';

export interface LineAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** One connection that stays open and asks one thing after another: a client that costs little itself. */
export interface Line {
  ask(request: Buffer): Promise<LineAnswer>;
  close(): void;
}

/** Knows answers with a Content-Length only. */
export const openLine = (url: URL): Line => {
  const socket = connect(Number(url.port), url.hostname).setNoDelay(true);
  const next = answersOf(socket);
  return {
    ask(request) {
      const answer = next();
      socket.write(request);
      return answer;
    },
    close: () => void socket.destroy(),
  };
};

/** What was answered, of whoever knows its shape. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- a cast by another name, in one place
export const parsed = <Body>({ body }: LineAnswer): Body => JSON.parse(body.toString()) as Body;

/** As it goes over the line. */
export const requestOf = (method: string, url: URL, headers: Readonly<Record<string, string>>, body?: string): Buffer =>
  Buffer.from(
    [
      `${method} ${url.pathname}${url.search} HTTP/1.1`,
      `Host: ${url.host}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ...(body === undefined ? [] : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`]),
      '',
      body ?? '',
    ].join('\r\n'),
  );

const HEAD_END = Buffer.from('\r\n\r\n');

const answersOf = (socket: Socket): (() => Promise<LineAnswer>) => {
  let buffered: Buffer = Buffer.alloc(0);
  let waiting: PromiseWithResolvers<LineAnswer> | undefined;
  socket.on('data', (chunk: Buffer) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    const head = buffered.indexOf(HEAD_END);
    if (head === -1) return;
    const text = buffered.toString('latin1', 0, head);
    const end = head + 4 + Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (buffered.length < end) return;
    const answer = { status: Number(text.slice(9, 12)), body: buffered.subarray(head + 4, end) };
    buffered = buffered.subarray(end);
    waiting?.resolve(answer);
  });
  const cut = (): void => waiting?.reject(new Error('the line was cut'));
  socket.on('error', cut).on('close', cut);
  return () => {
    waiting = Promise.withResolvers();
    return waiting.promise;
  };
};
