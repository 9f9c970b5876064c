import { contract, type Contract } from '@holdfast/protocol/contract';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { on } from './endpoint.ts';
import { PATIENCE } from './patience.ts';
import { createRunner } from './runner.ts';
import { noLimit } from '../limits/limits.ts';
import { createStreams } from './streams.ts';
import { createUploads } from './uploads/uploads.ts';

const runner = createRunner({
  authenticate: async () => undefined,
  makeId: () => expect.unreachable(),
  streams: createStreams(PATIENCE),
  sendDownload: () => expect.unreachable(),
  uploads: createUploads({ create: () => expect.unreachable() }),
  readers: { watch: () => expect.unreachable() },
  limits: { of: () => noLimit },
  refuseForeignPage: () => expect.unreachable(),
  entrance: { enter: () => expect.unreachable(), close: () => {} },
});

const routeWith = (permission: Contract['permission']) => () =>
  runner.routeOf(
    on(
      contract({
        name: 'a.repeat',
        method: 'POST',
        path: '/a',
        summary: 'Something.',
        permission,
        idempotency: 'accepted',
        answers: { 204: z.undefined() },
      }),
      async () => undefined,
    ),
  );

test.each<Contract['permission']>(['instance:manage', { open: 'anybody may' }])(
  'an endpoint for %j cannot promise to remember its answers: there is no workspace to keep them in',
  (permission) => {
    expect(routeWith(permission)).toThrow(
      'a.repeat keeps answers by Idempotency-Key, and its callers have no workspace',
    );
  },
);

test('an endpoint of a workspace can', () => {
  expect(routeWith('knowledge:write')()).toMatchObject({ method: 'POST', url: '/a' });
});
