import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../files/testing/temporary-folder.ts';
import { canReach, unprivilegedUsers } from './users.ts';

test('only users who exist are offered, postgres before nobody', async () => {
  const passwd = join(await temporaryFolder(), 'passwd');
  await writeFile(
    passwd,
    'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\npostgres:x:101:104::/:/bin/sh\nbroken\n',
  );
  expect((await unprivilegedUsers(passwd)).map(({ name }) => name)).toEqual(['postgres', 'nobody']);
  expect(await unprivilegedUsers(`${passwd}-missing`)).toEqual([]);
});

test('a user reaches what every folder on the way lets through', async () => {
  const stranger = { name: 'stranger', uid: 4_000_000, gid: 4_000_000 };
  const root = await temporaryFolder();
  const folder = join(root, 'open');
  await mkdir(folder);
  await chmod(folder, 0o755);
  await chmod(root, 0o700);
  expect(await canReach(stranger, folder)).toBe(false);
  await chmod(root, 0o711);
  expect(await canReach(stranger, folder)).toBe(true);
});
