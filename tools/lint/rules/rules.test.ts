import { expect, test } from 'vitest';
import { parseSource } from '../source-file.ts';
import { applyRules } from './all.ts';

// That each rule fails where it must is shown by the canaries; here stands what must stay allowed.
const SERVER = 'packages/server/src';

test.each([
  ['a client uses the wire', 'packages/client/src/call.ts', "import { contract } from '@holdfast/protocol/contract';"],
  [
    'a page uses the client',
    'packages/console/src/page.tsx',
    "import { createClient } from '@holdfast/client/client';",
  ],
  ['a room uses another', `${SERVER}/platform/http/a.ts`, "import { pause } from '../clock/pause.ts';"],
  [
    'a capability uses a room',
    `${SERVER}/capabilities/identity/identity.ts`,
    "import { uuid7 } from '../../platform/ids/uuid7.ts';",
  ],
  [
    'a capability knows the types of another',
    `${SERVER}/capabilities/decisions/a.ts`,
    "import type { Member } from '../identity/index.ts';",
  ],
  [
    'app.ts constructs capabilities',
    `${SERVER}/app.ts`,
    "import { createIdentity } from './capabilities/identity/index.ts';",
  ],
  ['a store speaks SQL', `${SERVER}/capabilities/identity/store/keys.ts`, "import { sql } from 'kysely';"],
  [
    'routes know the web library',
    `${SERVER}/capabilities/identity/routes.ts`,
    "import type { FastifyInstance } from 'fastify';",
  ],
  [
    'rules know types of the wire',
    `${SERVER}/capabilities/identity/rules.ts`,
    "import type { Permission } from '@holdfast/protocol/permissions';",
  ],
  [
    'a capability passes on its types',
    `${SERVER}/capabilities/identity/index.ts`,
    "export type { Member } from './member.ts';",
  ],
  ['config reads the environment', `${SERVER}/config/environment.ts`, 'export const environment = process.env;'],
  ['the clock reads the time', `${SERVER}/platform/clock/clock.ts`, 'export const now = () => Date.now();'],
  [
    'a time that is given becomes a date',
    `${SERVER}/platform/http/a.ts`,
    'export const day = (at: number) => new Date(at);',
  ],
  ['hashing is no chance', `${SERVER}/platform/http/a.ts`, "import { createHash } from 'node:crypto';"],
  ['a test makes ids', `${SERVER}/platform/http/a.test.ts`, "import { randomUUID } from 'node:crypto';"],
  [
    'a test stands on its ground',
    `${SERVER}/platform/http/a.pg.test.ts`,
    "import { useDatabase } from '../../../test/ground/database.ts';",
  ],
  [
    'a package reads its own description',
    `${SERVER}/version.ts`,
    "import about from '../package.json' with { type: 'json' };",
  ],
])('%s', (_, path, text) => {
  expect(applyRules(parseSource(path, text))).toEqual([]);
});

test('a finding says where it is', () => {
  const text = "// a comment\nimport type { App } from '@holdfast/server/app';\n";
  expect(applyRules(parseSource('packages/client/src/a.ts', text))).toEqual([
    {
      path: 'packages/client/src/a.ts',
      line: 2,
      rule: 'layers',
      message: '@holdfast/server/app: client may not import composition',
    },
  ]);
});

test('a long file says why', () => {
  const long = Array.from({ length: 301 }, (_, index) => `export const line${index} = ${index};`).join('\n');
  expect(applyRules(parseSource('tools/a.ts', long))).toHaveLength(1);
  expect(applyRules(parseSource('tools/a.ts', `// long: one table\n${long}`))).toEqual([]);
});
