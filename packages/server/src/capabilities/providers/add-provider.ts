import { ProviderId, type Provider, type addProvider } from '@holdfast/protocol/providers/providers';
import type { Input } from '@holdfast/protocol/contract';
import { doneBy } from '../../platform/audit/act.ts';
import { violates } from '../../platform/database/failures.ts';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import { putList } from './models/store.ts';
import type { ProviderActsParts } from './parts.ts';
import { lackingFields } from './rules.ts';
import { sealKey } from './sealed-key.ts';
import { countProvidersAlone, insertProvider, type SealedKey } from './store.ts';
import { tryOut } from './try-out.ts';

const MOST = 100;

export const add = async (
  { audit, askModels, makeId, secrets }: ProviderActsParts,
  ctx: Context,
  { body, query }: Pick<Input<typeof addProvider>, 'body' | 'query'>,
): Promise<Provider> => {
  const { name, kind, base_url, key } = body;
  refuseFields(lackingFields({ kind, base_url, hasKey: key !== null }));
  const models = query.try ? await tryOut(askModels, body, ctx.signal) : undefined;
  const id = ProviderId.parse(makeId());
  const place = { workspace: ctx.workspace, id, kind, base_url };
  const sealed = key === null ? null : sealedOf(key, sealKey(secrets, key, place));
  return orTaken(name, () =>
    ctx.db.write(async (tx) => {
      if ((await countProvidersAlone(tx)) >= MOST)
        fail('conflict', { detail: `A workspace has at most ${MOST} providers.` });
      const made = await insertProvider(tx, { id, name, kind, baseUrl: base_url, key: sealed });
      if (models !== undefined) await putList(tx, id, models);
      await audit.add(tx, { ...doneBy(ctx), action: 'provider.added', object: aProvider(id), facts: { kind } });
      return made;
    }),
  );
};

export const aProvider = (id: ProviderId) => ({ kind: 'provider', id });

const SHOWN = 4;

/** Of a short one nothing is shown: four of eight signs would be half of it. */
export const sealedOf = (key: string, sealed: string): SealedKey => ({
  sealed,
  lastFour: key.length >= SHOWN * 4 ? key.slice(-SHOWN) : '',
});

export const refuseFields = (fields: ReturnType<typeof lackingFields>): void => {
  const [first] = fields;
  if (first !== undefined) fail('invalid', { detail: `${first.pointer} ${first.detail}.`, fields });
};

export const orTaken = async <Value>(name: string, act: () => Promise<Value>): Promise<Value> => {
  try {
    return await act();
  } catch (error) {
    if (!violates(error, 'providers_name_once')) throw error;
    return fail('conflict', { detail: `Another provider is called ${name}. Choose another name.` });
  }
};
