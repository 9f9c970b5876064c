import { KeyId, type createKey, type rotateKey, type Key } from '@holdfast/protocol/identity/keys';
import type { Input } from '@holdfast/protocol/contract';
import { doneBy } from '../../../platform/audit/act.ts';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import { violates } from '../../../platform/database/failures.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { IdentityParts } from '../parts.ts';
import { PUBLIC_ID_LENGTH, writeKey } from '../secrets/credential.ts';
import { hashOf, newSecret, randomText } from '../secrets/secret.ts';
import { makerOf } from './maker.ts';
import { earlierOf, objectionToEnd, scopesBeyond } from './rules.ts';
import { endKeyWithin, findKey, insertKey, isReplaced, lockKey, sameLifetimeFromNow, type StoredKey } from './store.ts';

export type MadeKey = Key & { readonly key: string };

export interface MakeKeyParts extends Pick<IdentityParts, 'audit' | 'makeId'> {
  /** Somebody may do less than before. */
  readonly onEnded: (key: Key, ctx: Context) => void;
  readonly newPublicId?: () => string;
}

export interface MakeKeys {
  create(ctx: Context, body: Input<typeof createKey>['body']): Promise<MadeKey>;
  rotate(ctx: Context, id: KeyId, body: Input<typeof rotateKey>['body']): Promise<MadeKey>;
}

const randomPublicId = (): string => randomText(PUBLIC_ID_LENGTH);

export const createMakeKeys = ({ audit, makeId, onEnded, newPublicId = randomPublicId }: MakeKeyParts): MakeKeys => {
  const make = async (tx: Write, wanted: Wanted): Promise<MadeKey> => {
    const [id, secret] = [KeyId.parse(makeId()), newSecret()];
    const secretHash = hashOf(secret);
    const publicId = await withFreeId(tx, newPublicId, (free) => {
      const lastFour = writeKey(free, secret).slice(-4);
      return insertKey(tx, { ...wanted, id, publicId: free, secretHash, lastFour });
    });
    const made = (await findKey(tx, id)) ?? fail('not_found');
    return { ...made, key: writeKey(publicId, secret) };
  };

  return {
    create: (ctx, { name, scopes, expires_at }) =>
      ctx.db.write(async (tx) => {
        const maker = await makerOf(tx, ctx.principal);
        const objection = objectionToEnd(expires_at, ctx.clock.now(), maker.endsAt);
        const fields = [...scopesBeyond(scopes, maker.may), ...(objection === undefined ? [] : [objection])];
        if (fields[0] !== undefined) fail('invalid', { detail: `${fields[0].pointer} ${fields[0].detail}.`, fields });
        const expiresAt = expires_at ?? null;
        const made = await make(tx, { name, scopes, expiresAt, createdBy: maker.member, replaces: null });
        await audit.add(tx, { ...doneBy(ctx), action: 'key.created', object: aKey(made), facts: { scopes } });
        return made;
      }),
    rotate: (ctx, id, { overlap_seconds }) =>
      ctx.db.write(async (tx) => {
        const old = (await lockKey(tx, id)) ?? fail('not_found');
        if (old.state !== 'active')
          fail('conflict', { detail: `The key is ${old.state}: only an active one can be rotated. Make a new one.` });
        // its end was moved, so how long it was meant to live is known of its successor only
        if (await isReplaced(tx, id)) fail('conflict', { detail: REPLACED });
        const maker = await makerOf(tx, ctx.principal);
        const { name, scopes } = old;
        // whoever rotates it holds the new one, and would hold more than they have
        const beyond = scopes.filter((scope) => !maker.may.has(scope));
        if (beyond.length > 0) fail('forbidden', { detail: mayMore(beyond) });
        const expiresAt = earlierOf(await sameLifetimeFromNow(tx, id), maker.endsAt);
        const made = await make(tx, { name, scopes, expiresAt, createdBy: maker.member, replaces: id });
        await endKeyWithin(tx, id, overlap_seconds);
        const facts = { overlap_seconds, by: made.id };
        await audit.add(tx, { ...doneBy(ctx), action: 'key.rotated', object: aKey(old), facts });
        if (overlap_seconds === 0) afterCommit(tx, () => onEnded(old, ctx));
        return made;
      }),
  };
};

type Wanted = Omit<StoredKey, 'id' | 'publicId' | 'secretHash' | 'lastFour'>;

export const aKey = ({ id }: Key) => ({ kind: 'key', id });

const REPLACED = 'The key was rotated already. Rotate the one that replaced it, or make a new one.';

const mayMore = (beyond: readonly string[]): string =>
  `This key may do what you may not: ${beyond.join(', ')}. Let whoever made it rotate it, or make a new one.`;

const MOST_TRIES = 5;

/** 62 to the power of 16 public ids: two alike are a broken source of chance or a tampered one, and the database refuses the second. */
const withFreeId = async (
  tx: Write,
  newPublicId: () => string,
  insert: (publicId: string) => Promise<void>,
): Promise<string> => {
  for (let tries = 1; ; tries += 1) {
    const publicId = newPublicId();
    try {
      await tx.savepoint(() => insert(publicId));
      return publicId;
    } catch (error) {
      const isTaken = TAKEN.some((constraint) => violates(error, constraint));
      if (!isTaken || tries === MOST_TRIES) throw error;
    }
  }
};

const TAKEN = ['key_places_pkey', 'keys_workspace_id_public_id_key'];
