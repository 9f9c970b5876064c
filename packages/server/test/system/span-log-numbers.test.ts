import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { requestOf, spanOf } from '../../src/capabilities/traces/otlp/testing/a-request.ts';
import { listSegments } from '../../src/platform/segments/segment-files.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const system = useSystem();

test('a file of the log is numbered by when it was begun: what came before all was lost and what came since share no number', async () => {
  const answer = await fetch(new URL('/v1/traces', system.url), {
    method: 'POST',
    body: new Uint8Array(requestOf(spanOf())),
    headers: {
      'content-type': 'application/x-protobuf',
      authorization: `Bearer ${tokenOf('analyst', randomUUID())}`,
    },
  });
  expect(answer.status).toBe(200);
  const [number = 0] = await listSegments(join(system.folder, 'spans', 'log'));
  const now = Date.now() / 1000;
  expect(number).toBeGreaterThan(now - 3600);
  expect(number).toBeLessThanOrEqual(now);
});
