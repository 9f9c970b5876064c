import { expect, test } from 'vitest';
import { chooseLauncher, commandOf, type Launcher } from './launcher.ts';

const postgres = { name: 'postgres', uid: 101, gid: 104 };
const nobody = { name: 'nobody', uid: 65_534, gid: 65_534 };
const asRoot = (works: (launcher: Launcher) => boolean) =>
  chooseLauncher({
    root: true,
    users: [postgres, nobody],
    dataRoot: '/data',
    works: async (launcher) => works(launcher),
  });

test('a user who is not root starts it directly, and nothing is tried', async () => {
  const tried = () => Promise.reject(new Error('tried'));
  expect(await chooseLauncher({ root: false, users: [], dataRoot: '/data', works: tried })).toEqual({ kind: 'direct' });
});

test('root prefers a namespace, then a user who is there', async () => {
  expect(await asRoot(() => true)).toEqual({ kind: 'namespace' });
  expect(await asRoot(({ kind }) => kind === 'user')).toEqual({ kind: 'user', user: postgres });
  expect(await asRoot((launcher) => launcher.kind === 'user' && launcher.user.name === 'nobody')).toEqual({
    kind: 'user',
    user: nobody,
  });
});

test('root without any way reads what to do', async () => {
  await expect(asRoot(() => false)).rejects.toThrow(/does not run as root: .*HOLDFAST_DATA.*HOLDFAST_DATABASE_URL/);
});

test('each way is a command', () => {
  expect(commandOf({ kind: 'direct' }, 'postgres', ['-D', 'x'])).toEqual({ file: 'postgres', args: ['-D', 'x'] });
  expect(commandOf({ kind: 'namespace' }, 'postgres', ['-D', 'x'])).toEqual({
    file: 'unshare',
    args: ['-U', '--map-user=65534', '--map-group=65534', '--', 'postgres', '-D', 'x'],
  });
  expect(commandOf({ kind: 'user', user: postgres }, 'postgres', [])).toEqual({
    file: 'postgres',
    args: [],
    uid: 101,
    gid: 104,
  });
});
