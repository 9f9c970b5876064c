import type { Socket } from 'node:net';
import type { Mail, Recipient, SmtpScript } from './smtp-server.ts';
import { createLineReader } from './line-reader.ts';

interface Draft {
  from: string;
  readonly to: string[];
}

export interface SessionParts {
  readonly script: () => SmtpScript;
  /** How often this recipient was tried before, which greylisting needs. */
  readonly tried: (recipient: string) => number;
  readonly accept: (mail: Mail) => void;
}

const LONGEST_MAIL = 10 * 1024 * 1024;
const ADDRESS = /^[^:]*:\s*<([^<>\s]*)>/;

const ANSWERS: Readonly<Record<Exclude<Recipient, 'hang'>, string>> = {
  take: '250 2.1.5 Ok',
  refuse: '550 5.1.1 No such user here',
  'refuse for now': '451 4.3.0 Try again later',
};

const GREETING = ['250-simulator', '250-8BITMIME', '250-PIPELINING', `250-SIZE ${LONGEST_MAIL}`, '250 AUTH PLAIN LOGIN'];

/** A dot that begins a line was doubled by the sender, so that a single one could mean the end. */
const undotted = (line: string): string => (line.startsWith('.') ? line.slice(1) : line);

/** One conversation with a client, verb by verb. */
export const holdSession = (socket: Socket, { script, tried, accept }: SessionParts): void => {
  let draft: Draft | undefined;
  let content: string[] | undefined;
  let size = 0;
  let awaitsSecrets = 0;
  const say = (line: string) => void socket.write(`${line}\r\n`, 'latin1');

  const recipient = (line: string) => {
    const address = ADDRESS.exec(line)?.[1];
    if (draft === undefined || address === undefined) return say('503 5.5.1 MAIL first, and an address in brackets');
    const before = tried(address);
    const verdict = script().recipient?.(address, before) ?? 'take';
    if (verdict === 'hang') return;
    if (verdict === 'take') draft.to.push(address);
    say(ANSWERS[verdict]);
  };

  const end = () => {
    const { from = '', to = [] } = draft ?? {};
    const text = (content ?? []).join('\r\n');
    content = undefined;
    draft = undefined;
    if (size > LONGEST_MAIL) return say('552 5.3.4 Too large');
    const verdict = script().content?.(text) ?? 'take';
    if (verdict === 'hang') return;
    // the answer may be lost after the mail was taken: that is what makes mail arrive twice
    if (verdict === 'take' || verdict === 'take and reset') accept({ from, to, content: text });
    if (verdict === 'take and reset') return void socket.resetAndDestroy();
    say(verdict === 'take' ? '250 2.0.0 Ok' : ANSWERS[verdict]);
  };

  const inContent = (line: string) => {
    if (line === '.') return end();
    size += line.length;
    if (size <= LONGEST_MAIL) content?.push(undotted(line));
  };

  const verbs: Readonly<Record<string, (line: string) => void>> = {
    HELO: () => say('250 simulator'),
    EHLO: () => GREETING.forEach(say),
    AUTH(line) {
      awaitsSecrets = /^AUTH LOGIN$/i.test(line) ? 2 : 0;
      say(awaitsSecrets > 0 ? '334 VXNlcm5hbWU6' : '235 2.7.0 Ok');
    },
    MAIL(line) {
      const from = ADDRESS.exec(line)?.[1];
      if (from !== undefined) draft = { from, to: [] };
      say(from === undefined ? '501 5.5.4 An address in brackets is needed' : '250 2.1.0 Ok');
    },
    RCPT: recipient,
    DATA() {
      if (draft === undefined || draft.to.length === 0) return say('554 5.5.1 No valid recipients');
      content = [];
      size = 0;
      say('354 End with a dot');
    },
    RSET() {
      draft = undefined;
      say('250 2.0.0 Ok');
    },
    NOOP: () => say('250 2.0.0 Ok'),
    QUIT() {
      say('221 2.0.0 Bye');
      socket.end();
    },
  };

  const take = (line: string) => {
    if (content !== undefined) return inContent(line);
    if (awaitsSecrets > 0) {
      awaitsSecrets -= 1;
      return say(awaitsSecrets > 0 ? '334 UGFzc3dvcmQ6' : '235 2.7.0 Ok');
    }
    const verb = /^[A-Za-z]+/.exec(line)?.[0].toUpperCase() ?? '';
    const act = verbs[verb];
    if (act === undefined) return say('502 5.5.2 Not understood');
    act(line);
  };

  const reader = createLineReader(take, () => socket.destroy());
  socket.on('data', (bytes: Buffer) => reader(bytes.toString('latin1')));
  socket.on('error', () => socket.destroy());
  if (script().greets !== false) say('220 simulator ESMTP');
};
