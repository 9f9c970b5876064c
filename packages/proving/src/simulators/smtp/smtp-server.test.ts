import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { greylisting, startSmtpServer, type SmtpSimulator } from './smtp-server.ts';

let server: SmtpSimulator;
let socket: Socket;
let lines: AsyncIterator<string>;

beforeEach(async () => {
  server = await startSmtpServer();
});
afterEach(async () => {
  socket.destroy();
  await server.close();
});

const dial = async (): Promise<void> => {
  socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const reader = createInterface({ input: socket });
  reader.on('error', () => undefined);
  lines = reader[Symbol.asyncIterator]();
};

/** The last line of the next answer. */
const hear = async (): Promise<string> => {
  for (;;) {
    const { value, done } = await lines.next();
    if (done === true) return 'hung up';
    if (/^\d{3} /.test(value)) return value;
  }
};

const say = (line: string): Promise<string> => {
  socket.write(`${line}\r\n`);
  return hear();
};

const envelope = async (...recipients: string[]) => {
  expect(await hear()).toMatch(/^220/);
  expect(await say('EHLO test')).toMatch(/^250/);
  expect(await say('MAIL FROM:<a@example.com> SIZE=10')).toMatch(/^250/);
  return Promise.all(recipients.map((recipient) => say(`RCPT TO:<${recipient}>`)));
};

test('takes a mail, with its dots as they were meant', async () => {
  await dial();
  expect(await envelope('b@example.com')).toEqual([expect.stringMatching(/^250/)]);
  expect(await say('DATA')).toMatch(/^354/);
  expect(await say('Subject: x\r\n\r\n..one\r\ntwo.\r\n.')).toMatch(/^250/);
  expect(await say('QUIT')).toMatch(/^221/);
  expect(server.mails).toEqual([
    { from: 'a@example.com', to: ['b@example.com'], content: 'Subject: x\r\n\r\n.one\r\ntwo.' },
  ]);
});

test('understands what comes in one piece, and lets somebody sign in', async () => {
  await dial();
  socket.write(
    'EHLO t\r\nAUTH LOGIN\r\neA==\r\neA==\r\nAUTH PLAIN AHgAeA==\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b@x>\r\nDATA\r\n',
  );
  socket.write('hi\r\n.\r\nQUIT\r\n');
  const codes: string[] = [];
  for (let line = await hear(); line !== 'hung up'; line = await hear()) codes.push(line.slice(0, 3));
  expect(codes.join(' ')).toBe('220 250 334 334 235 235 250 250 354 250 221');
  expect(server.mails).toHaveLength(1);
});

test('refuses recipients one by one', async () => {
  server.play({ recipient: (address) => (address.startsWith('no') ? 'refuse' : 'take') });
  await dial();
  expect((await envelope('no@x', 'yes@x')).map((line) => line.slice(0, 3))).toEqual(['550', '250']);
});

test('greylists: the second try is taken', async () => {
  server.play(greylisting);
  await dial();
  expect((await envelope('b@x', 'b@x', 'c@x')).map((line) => line.slice(0, 3))).toEqual(['451', '250', '451']);
  expect(server.tried).toEqual(['b@x', 'b@x', 'c@x']);
});

test('does not greet, or does not answer for a recipient, when told so', async () => {
  server.play({ greets: false, recipient: () => 'hang' });
  await dial();
  socket.write('EHLO t\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b@x>\r\nNOOP\r\n');
  expect([await hear(), await hear(), await hear()]).toEqual(['250 AUTH PLAIN LOGIN', '250 2.1.0 Ok', '250 2.0.0 Ok']);
  expect(server.tried).toEqual(['b@x']);
});

test('takes a mail and dies before it says so', async () => {
  server.play({ content: () => 'take and reset' });
  await dial();
  await envelope('b@x');
  await say('DATA');
  const [failure] = (await Promise.all([once(socket, 'error'), say('hi\r\n.').catch(() => 'reset')]))[0] as [Error];
  expect(failure).toMatchObject({ code: 'ECONNRESET' });
  expect(server.mails).toHaveLength(1);
});

test('refuses what is out of order or makes no sense', async () => {
  await dial();
  await hear();
  expect(await say('RCPT TO:<b@x>')).toMatch(/^503/);
  expect(await say('DATA')).toMatch(/^554/);
  expect(await say('MAIL FROM: nobody')).toMatch(/^501/);
  expect(await say('BDAT 5')).toMatch(/^502/);
  socket.write('x'.repeat(70_000));
  expect(await hear()).toBe('hung up');
});
