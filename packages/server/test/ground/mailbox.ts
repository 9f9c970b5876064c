import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect } from 'vitest';

export interface Letter {
  readonly to: string;
  /** Headers and body as they came, with soft line breaks undone. */
  readonly text: string;
}

interface Refusal {
  readonly code: number;
  readonly text: string;
}

export interface Mailbox {
  readonly url: string;
  readonly letters: readonly Letter[];
  /** Answers each address with this from now on; undefined takes it. */
  refuse(with_: Refusal | ((address: string) => Refusal | undefined) | undefined): void;
  /** The latest letter to an address, once there are so many. */
  letterTo(email: string, count?: number): Promise<Letter>;
}

/** A mail server for the tests of a file, where every letter arrives. */
export const useMailbox = (): Mailbox => {
  const letters: Letter[] = [];
  let refusalOf: (address: string) => Refusal | undefined = () => undefined;
  let port = 0;
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => {
      const refusal = refusalOf(address);
      if (refusal === undefined) return done();
      return done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData: (stream, { envelope: { rcptTo } }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const text = plain(Buffer.concat(chunks).toString('utf8'));
        letters.push(...rcptTo.map(({ address }) => ({ to: address, text })));
        done();
      });
    },
  });

  beforeAll(async () => {
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    port = (listening.address() as AddressInfo).port;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  return {
    get url() {
      return `smtp://127.0.0.1:${port}`;
    },
    letters,
    refuse: (next) => void (refusalOf = typeof next === 'function' ? next : () => next),
    async letterTo(email, count = 1) {
      const theirs = (): Letter[] => letters.filter(({ to }) => to === email);
      await expect.poll(() => theirs().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(count);
      return theirs().at(-1) ?? { to: email, text: '' };
    },
  };
};

const plain = (source: string): string =>
  source
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
