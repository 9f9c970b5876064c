import {
  createKey,
  describeKey,
  getKey,
  listKeys,
  revokeKey,
  rotateKey,
  type Key,
} from '@holdfast/protocol/identity/keys';
import type { Context } from '../../../platform/http/context.ts';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import type { EndOpen } from '../end-open.ts';
import type { IdentityParts } from '../parts.ts';
import * as keys from './keys.ts';
import { createMakeKeys } from './make-key.ts';

export interface KeyRoutes extends Pick<IdentityParts, 'audit' | 'makeId'> {
  readonly endOpen: EndOpen;
}

export const keyRoutes = ({ audit, makeId, endOpen }: KeyRoutes): readonly Endpoint[] => {
  const end = ({ id }: Key, { workspace, log }: Context): void => {
    endOpen([{ signIn: id, workspace, reason: 'signed_out' }]).catch((error: unknown) =>
      // it is dead within a second all the same; only what it has open lives until it is looked up again
      log.warn({ err: error }, 'That a key has ended could not be told to the other nodes.'),
    );
  };
  const make = createMakeKeys({ audit, makeId, onEnded: end });
  return [
    on(listKeys, (ctx, { query }) => keys.list(ctx, query)),
    on(getKey, (ctx, { params }) => keys.find(ctx, audit, params.key_id)),
    on(createKey, (ctx, { body }) => make.create(ctx, body)),
    on(rotateKey, (ctx, { params, body }) => make.rotate(ctx, params.key_id, body)),
    on(revokeKey, async (ctx, { params }) => {
      await keys.revoke(ctx, audit, params.key_id, (key) => end(key, ctx));
      return undefined;
    }),
    on(describeKey, (ctx) => keys.describe(ctx)),
  ];
};
