import { expect, test } from 'vitest';
import { forgottenBuilds, platformOf, withPlatformBuilds } from './platform-builds.ts';

test.each([
  ['@a/binding-linux-x64-gnu', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
  ['@a/binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
  ['@a/win32-arm64-msvc', { os: ['win32'], cpu: ['arm64'] }],
  ['@a/windows-x64', { os: ['win32'], cpu: ['x64'] }],
  ['@a/darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@a/binding-android-arm-eabi', { os: ['android'], cpu: ['arm'] }],
  ['@a/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
])('%s runs on %o', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

test('forgotten builds get an entry, once', () => {
  const lockfile = {
    packages: {
      '': {},
      'node_modules/tool': {
        dev: true,
        optionalDependencies: { '@tool/darwin-x64': '1.0.0', '@tool/linux-x64': '1.0.0' },
      },
      'node_modules/@tool/linux-x64': { version: '1.0.0', integrity: 'sha512-a' },
    },
  };
  expect(forgottenBuilds(lockfile)).toEqual(['@tool/darwin-x64']);
  const completed = withPlatformBuilds(lockfile);
  expect(completed.packages).toHaveProperty(['node_modules/@tool/darwin-x64'], {
    version: '1.0.0',
    dev: true,
    optional: true,
    os: ['darwin'],
    cpu: ['x64'],
  });
  expect(forgottenBuilds(completed)).toEqual([]);
});
