import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { temporaryFolder } from '../../src/platform/files/testing/temporary-folder.ts';
import { useDatabase } from '../ground/database.ts';
import { openSocket } from '../ground/raw-socket.ts';
import { silentLog } from '../ground/silent-log.ts';
import { useSystem } from '../ground/system.ts';

const both = async () => [
  { address: '::1', family: 6 },
  { address: '127.0.0.1', family: 4 },
];
const system = useSystem({ HOLDFAST_HOST: 'both.test' }, { lookUp: both });
/** For those that do not come as far as serving: a second node at one database would be refused for that. */
const another = useDatabase();

test('a host of two addresses is one server on one of them, and the address it gives is that one', async () => {
  const { hostname, port } = new URL(system.url);
  expect(hostname).toBe('127.0.0.1');
  const other = connect({ host: '::1', port: Number(port) });
  const [error] = (await once(other, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toMatch(/^(ECONNREFUSED|EADDRNOTAVAIL|EAFNOSUPPORT)$/);
});

test('a connection that nobody uses does not hold up the stop', async () => {
  // the end of the file stops the system, and expects that everything closed in order
  const socket = await openSocket(system.url);
  socket.send('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n');
  expect((await socket.answers(1))[0]?.status).toBe(200);
});

test.each([
  ['ENOTFOUND', 'This machine has no address name.test. Look at HOLDFAST_HOST.', 78],
  [
    'EAI_AGAIN',
    'Nobody answered which address name.test has. Set HOLDFAST_HOST to an address, or mend this machine\u2019s name resolution.',
    1,
  ],
])('a name that cannot be looked up (%s) ends the start with a sentence', async (code, sentence, exitCode) => {
  const lookUp = async () => Promise.reject(Object.assign(new Error(code), { code }));
  const { config } = readConfig({
    HOLDFAST_DATA: await temporaryFolder(),
    HOLDFAST_DATABASE_URL: another.appUrl.href,
    HOLDFAST_HOST: 'name.test',
  });
  await expect(startApp(config, silentLog, { ...system.overrides, lookUp })).rejects.toMatchObject({
    name: 'OperatorError',
    message: sentence,
    exitCode,
  });
});
