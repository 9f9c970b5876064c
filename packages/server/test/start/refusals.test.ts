import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../src/platform/files/testing/temporary-folder.ts';
import { usedDataFolder } from '../ground/data-folder.ts';
import { useDatabase } from '../ground/database.ts';
import { runHoldfast, startHoldfast, type Ended } from './run-holdfast.ts';

const ground = useDatabase();

/** One sentence, what to do, no stack, a code that is not 0. */
const expectRefusal = ({ code, err }: Ended, sentence: RegExp, exitCode = 1): void => {
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toMatch(sentence);
  expect(err).not.toMatch(/\n\s+at |node:internal|Error:/);
  expect(code).toBe(exitCode);
};

const outside = (extra: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  HOLDFAST_DATABASE_URL: ground.appUrl.href,
  ...extra,
});

test('a busy port', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const data = await usedDataFolder();
  expectRefusal(
    await runHoldfast(['start'], { HOLDFAST_DATA: data, HOLDFAST_HTTP_PORT: String(port) }),
    /port \d+ at 127\.0\.0\.1 is in use.*HOLDFAST_HTTP_PORT/,
  );
  other.close();
});

test('a data folder in use, and the one who uses it is not disturbed', async () => {
  const data = await usedDataFolder();
  const first = await startHoldfast({ HOLDFAST_DATA: data });
  expectRefusal(
    await runHoldfast(['start'], { HOLDFAST_DATA: data }),
    new RegExp(`in use by process ${first.process.pid}`),
  );
  expect((await fetch(new URL('/readyz', first.url))).status).toBe(200);
});

test('a mail server without anybody whom mail is from', async () => {
  const ended = await runHoldfast(['start'], outside({ HOLDFAST_SMTP_URL: 'smtp://me:s3cret@mail.example.com' }));
  expectRefusal(ended, /^HOLDFAST_SMTP_URL is set and HOLDFAST_MAIL_FROM is not\. Say whom mail is from\.$/m, 78);
  expect(ended.err).not.toContain('s3cret');
});

test('a data folder that is a file', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  expectRefusal(await runHoldfast(['start'], { HOLDFAST_DATA: file }), /cannot use the data folder/);
});

test('a data folder that a newer Holdfast made', async () => {
  const data = await temporaryFolder();
  await mkdir(data, { recursive: true });
  await writeFile(
    join(data, 'holdfast.json'),
    JSON.stringify({ format: 99, instance_id: '0192aaaa-0000-7000-8000-000000000001' }),
  );
  expectRefusal(await runHoldfast(['start'], { HOLDFAST_DATA: data }), /newer/, 78);
});

test('an unknown setting, with what was probably meant', async () => {
  const ended = await runHoldfast(['start'], { HOLDFAST_HTTP_PROT: '1' });
  expectRefusal(ended, /no setting HOLDFAST_HTTP_PROT\. Did you mean HOLDFAST_HTTP_PORT\?/, 78);
});

test('a setting with a wrong value', async () => {
  expectRefusal(
    await runHoldfast(['start'], { HOLDFAST_HTTP_PORT: 'eighty' }),
    /HOLDFAST_HTTP_PORT must be a whole number from 0 to 65535, not "eighty"/,
    78,
  );
});

test('an unknown command and an unknown option', async () => {
  expectRefusal(await runHoldfast(['strat'], {}), /no command strat\. Did you mean start\?/, 2);
  expectRefusal(
    await runHoldfast(['start', '--http-prot', '1'], {}),
    /no option --http-prot\. Did you mean --http-port\?/,
    2,
  );
});

test('a setting with a line break, and an address that would undo our limits', async () => {
  expectRefusal(
    await runHoldfast(['start'], { HOLDFAST_DATA: '/tmp/a\nb' }),
    /^HOLDFAST_DATA holds a line break or another control character\. Take it out\.$/m,
    78,
  );
  expectRefusal(
    await runHoldfast(['start'], { HOLDFAST_DATABASE_URL: 'postgres://x:secret@127.0.0.1:1/y?lock_timeout=0' }),
    /^HOLDFAST_DATABASE_URL must be a URL whose only parameters are sslmode, [^\n]*own\.$/m,
    78,
  );
});

test('an address in the wrong place, without its password', async () => {
  const ended = await runHoldfast(['start', 'postgres://u:hunter2@h/d'], {});
  expectRefusal(ended, /^An address without its option is not understood here/, 2);
  expect(ended.out + ended.err).not.toContain('hunter2');
});

test('an outside database nobody answers for', async () => {
  const data = await temporaryFolder();
  expectRefusal(
    await runHoldfast(['start'], { HOLDFAST_DATA: data, HOLDFAST_DATABASE_URL: 'postgres://x:secret@127.0.0.1:1/y' }),
    /^The database at 127\.0\.0\.1:1 cannot be used/,
  );
});

test('an outside database as its owner', async () => {
  const data = await temporaryFolder();
  expectRefusal(
    await runHoldfast(['start'], { HOLDFAST_DATA: data, HOLDFAST_DATABASE_URL: ground.ownerUrl.href }),
    /owns tables.*holdfast_app/,
    78,
  );
});

test('an outside database with a schema that a newer version made', async () => {
  const data = await temporaryFolder();
  // the shipped process knows nothing of the probe's migrations, so this database is from its future
  expectRefusal(
    await runHoldfast(['start'], outside({ HOLDFAST_DATA: data })),
    /migrated by a newer version of Holdfast \(probe\/0001-probe is unknown here\)/,
  );
});

test('an outside database that is not UTF8', async () => {
  const name = `${ground.name}_ascii`;
  await ground.as('admin', `create database ${name} template template0 encoding 'SQL_ASCII' locale 'C'`);
  const url = new URL(ground.appUrl);
  url.pathname = `/${name}`;
  const data = await temporaryFolder();
  expectRefusal(
    await runHoldfast(['start'], { HOLDFAST_DATA: data, HOLDFAST_DATABASE_URL: url.href }),
    /encoded as SQL_ASCII/,
    78,
  );
  await ground.as('admin', `drop database ${name}`);
});

test('an outside database that was never migrated, and one that would not keep workspaces apart', async () => {
  const name = `${ground.name}_empty`;
  await ground.as('admin', `create database ${name} template template0 owner holdfast_owner`);
  const [app, owner] = [new URL(ground.appUrl), new URL(ground.ownerUrl)];
  app.pathname = `/${name}`;
  owner.pathname = `/${name}`;
  const settings = { HOLDFAST_DATA: await temporaryFolder(), HOLDFAST_DATABASE_URL: app.href };
  expectRefusal(
    await runHoldfast(['start'], settings),
    /lacks \d+ migrations?, first platform\/0001-ground\. Run `npm run holdfast -- migrate`/,
  );
  expectRefusal(await runHoldfast(['migrate'], settings), /HOLDFAST_DATABASE_OWNER_URL is not set/, 78);

  const migrated = await runHoldfast(['migrate'], { ...settings, HOLDFAST_DATABASE_OWNER_URL: owner.href });
  expect(migrated).toMatchObject({ code: 0, err: '' });

  // the administrator's own database is another one
  const asOwner = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: owner.href });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await asOwner('grant truncate on holdfast.idempotency_keys to holdfast_app');
  expectRefusal(
    await runHoldfast(['start'], settings),
    /would not keep workspaces apart: the role holdfast_app may truncate holdfast\.idempotency_keys\. Run `npm run holdfast -- doctor` for all 1 findings\./,
    78,
  );
  await asOwner('revoke truncate on holdfast.idempotency_keys from holdfast_app');

  const running = await startHoldfast(settings);
  expect((await fetch(new URL('/readyz', running.url))).status).toBe(200);
  running.process.kill('SIGTERM');
  expect((await running.ended).code).toBe(0);
  await ground.as('admin', `drop database ${name}`);
});

test('a secret key that is none', async () => {
  const data = await temporaryFolder();
  const ended = await runHoldfast(['start'], { HOLDFAST_DATA: data, HOLDFAST_SECRET_KEY: 'c2hvcnQ=' });
  expectRefusal(ended, /HOLDFAST_SECRET_KEY must hold 32 bytes in base64/, 78);
  expect(ended.out + ended.err).not.toContain('c2hvcnQ=');
  expect(await readFile(join(data, 'secret-key'), 'utf8').catch(() => 'none')).toBe('none');
});

test('issuers that would not know where to send people back to', async () => {
  const HOLDFAST_OIDC_ISSUERS = 'staff=https://holdfast:canary@sso.example';
  const ended = await runHoldfast(
    ['start'],
    outside({ HOLDFAST_DATA: await temporaryFolder(), HOLDFAST_OIDC_ISSUERS }),
  );
  expectRefusal(ended, /^HOLDFAST_OIDC_ISSUERS is set and HOLDFAST_PUBLIC_URL is not\. Say where/, 78);
  expect(ended.err).not.toContain('canary');
});
