import type { Provider, changeProvider } from '@holdfast/protocol/providers/providers';
import { doneBy } from '../../platform/audit/act.ts';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import type { HandlerInput } from '../../platform/http/endpoint.ts';
import { aProvider, orTaken, refuseFields, sealedOf } from './add-provider.ts';
import { forgetList, putList } from './models/store.ts';
import type { ProviderActsParts } from './parts.ts';
import { keyTakenElsewhere, lackingFields } from './rules.ts';
import { openKey, sealKey } from './sealed-key.ts';
import { findProvider, findStored, lockStored, updateProvider, type StoredProvider } from './store.ts';
import { tryOut } from './try-out.ts';

type Change = Pick<HandlerInput<typeof changeProvider>, 'params' | 'query' | 'body' | 'version'>;

export const change = async (parts: ProviderActsParts, ctx: Context, input: Change): Promise<Provider> => {
  const { audit, askModels, secrets } = parts;
  const { params, query, version } = input;
  const id = params.provider_id;
  const was = (await ctx.db.read((tx) => findStored(tx, id))) ?? fail('not_found');
  refuseOther(was, version);
  const { name, base_url, key, fields } = wantedOf(was, input.body);
  if (fields.length === 0) return (await ctx.db.read((tx) => findProvider(tx, id))) ?? fail('not_found');

  const place = { workspace: ctx.workspace, id, kind: was.kind, base_url };
  const isOtherLine = fields.includes('base_url') || fields.includes('key');
  const opened =
    key ?? (was.sealed_key === null || key === null ? null : openKey(secrets, was.sealed_key, { ...place, name }));
  const models =
    isOtherLine && query.try
      ? await tryOut(askModels, { name, kind: was.kind, base_url, key: opened }, ctx.signal)
      : undefined;
  const sealed = key === undefined || key === null ? key : sealedOf(key, sealKey(secrets, key, place));

  return orTaken(name, () =>
    ctx.db.write(async (tx) => {
      // the provider was asked meanwhile, and may have been changed
      refuseOther((await lockStored(tx, id)) ?? fail('not_found'), version);
      const changed = await updateProvider(tx, { id, name, baseUrl: base_url, key: sealed });
      if (isOtherLine) await forgetList(tx, id);
      if (models !== undefined) await putList(tx, id, models);
      await audit.add(tx, { ...doneBy(ctx), action: 'provider.changed', object: aProvider(id), facts: { fields } });
      return changed;
    }),
  );
};

const refuseOther = (was: StoredProvider, version: number): void => {
  if (was.version !== version) fail('stale', { members: { current_version: was.version } });
};

const wantedOf = (was: StoredProvider, body: Change['body']) => {
  const name = body.name ?? was.name;
  const base_url = body.base_url === undefined ? was.base_url : body.base_url;
  const { key } = body;
  const isElsewhere = base_url !== was.base_url;
  const hadKey = was.sealed_key !== null;
  refuseFields([
    ...keyTakenElsewhere({ isElsewhere, hadKey, saysKey: key !== undefined }),
    ...lackingFields({ kind: was.kind, base_url, hasKey: key === undefined ? hadKey : key !== null }),
  ]);
  const fields = [
    ...(name === was.name ? [] : ['name']),
    ...(isElsewhere ? ['base_url'] : []),
    ...(key === undefined || (key === null && !hadKey) ? [] : ['key']),
  ];
  return { name, base_url, key, fields };
};
