import { expect, test } from 'vitest';
import { factsIn } from '../platform/ephemeral/redis/inspect.ts';
import { findingsOf } from './doctor-redis.ts';

const REDIS =
  '# Server\r\nredis_version:7.2.4\r\n# Memory\r\nmaxmemory_policy:noeviction\r\nrole:master\r\ncluster_enabled:0\r\n';

const look = (info: string): string[] =>
  findingsOf('r:6379', factsIn(info)).map(({ state, sentence }) => `${state} ${sentence}`);

test('a Redis that keeps what it is given is fine, and needs nothing else', () => {
  expect(look(REDIS)).toEqual(['ok Redis 7.2.4 at r:6379 answers. It needs neither persistence nor a backup.']);
  expect(look(`${REDIS}valkey_version:8.1.0\r\n`)).toEqual([expect.stringMatching(/^ok Valkey 8\.1\.0 at/)]);
});

test.each([
  ['maxmemory_policy:allkeys-lru', /^warn .*maxmemory-policy allkeys-lru\)\. Set maxmemory-policy to noeviction\.$/],
  ['redis_version:5.0.14', /^bad Redis 5\.0\.14 at r:6379 is too old\. Use Redis 6, Valkey 7,/],
  ['cluster_enabled:1', /^bad .*is a cluster.*Name a single server\.$/],
  ['role:slave', /^bad .*is a replica.*Name its primary in HOLDFAST_REDIS_URL\.$/],
])('%s is told with what to do', (line, sentence) => {
  const [name = ''] = line.split(':');
  expect(look(REDIS.replace(new RegExp(`${name}:.*`), line))).toEqual([expect.stringMatching(sentence)]);
});

test('a Redis that does not tell its policy is not blamed for it', () => {
  expect(look('redis_version:7.0.0\r\n')).toHaveLength(1);
});
