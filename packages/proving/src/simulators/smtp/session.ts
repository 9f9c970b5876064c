import type { Socket } from 'node:net';
import { createEnvelope, type EnvelopeParts } from './envelope.ts';
import { createLineReader } from './line-reader.ts';
import { LONGEST_MAIL } from './script.ts';

const GREETING = [
  '250-simulator',
  '250-8BITMIME',
  '250-PIPELINING',
  `250-SIZE ${LONGEST_MAIL}`,
  '250 AUTH PLAIN LOGIN',
];
const SIGNED_IN = '235 2.7.0 Ok';
const ASKS = ['334 VXNlcm5hbWU6', '334 UGFzc3dvcmQ6'];

/** One conversation with a client, line by line. */
export const holdSession = (socket: Socket, parts: EnvelopeParts): void => {
  const say = (line: string): void => {
    socket.write(`${line}\r\n`, 'latin1');
  };
  const envelope = createEnvelope(parts, { say, reset: () => void socket.resetAndDestroy() });
  let secretsAwaited = 0;

  const verbs: Readonly<Record<string, (line: string) => void>> = {
    HELO: () => say('250 simulator'),
    EHLO: () => GREETING.forEach(say),
    AUTH(line) {
      secretsAwaited = /^AUTH LOGIN$/i.test(line) ? ASKS.length : 0;
      say(secretsAwaited > 0 ? (ASKS[0] as string) : SIGNED_IN);
    },
    MAIL: envelope.from,
    RCPT: envelope.to,
    DATA: envelope.begin,
    RSET: envelope.forget,
    NOOP: () => say('250 2.0.0 Ok'),
    QUIT() {
      say('221 2.0.0 Bye');
      socket.end();
    },
  };

  const take = (line: string): void => {
    if (envelope.isOpen()) return envelope.line(line);
    if (secretsAwaited > 0) {
      secretsAwaited -= 1;
      return say(secretsAwaited > 0 ? (ASKS[1] as string) : SIGNED_IN);
    }
    const verb = /^[A-Za-z]+/.exec(line)?.[0].toUpperCase() ?? '';
    const act = verbs[verb];
    if (act === undefined) return say('502 5.5.2 Not understood');
    act(line);
  };

  const reader = createLineReader(take, () => socket.destroy());
  socket.on('data', (bytes: Buffer) => reader(bytes.toString('latin1')));
  socket.on('error', () => socket.destroy());
  if (parts.script().greets !== false) say('220 simulator ESMTP');
};
