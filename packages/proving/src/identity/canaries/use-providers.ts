import type { Answer } from '../../http.ts';
import { expectAnswer, expectBody } from '../../oracles/expect-answer.ts';
import type { Caller } from '../caller.ts';
import type { Cage } from './cage.ts';

const PATH = '/api/v1/providers';

/** Keys of providers, stored and refused. None of these is ever given back. */
export const useProviders = async (
  { cage, heard }: { readonly cage: Cage; readonly heard: Answer[] },
  admin: Caller,
): Promise<void> => {
  const [key, other, never] = ['stored', 'changed', 'refused'].map((what) =>
    cage.plant(`a key of a provider that was ${what}`, `canary-${what}-key-of-a-provider-0123456789`),
  );
  const provider = { name: 'Canaries', kind: 'anthropic', key };
  const made = expectAnswer(await admin.ask('POST', `${PATH}?try=false`, { body: provider }), 201);
  const { id } = expectBody<{ id: string }>(made, 201);
  const change = { body: { key: other }, headers: { 'if-match': '"1"' } };
  heard.push(made, expectAnswer(await admin.ask('PATCH', `${PATH}/${id}?try=false`, change), 200));
  for (const body of [
    { ...provider, name: 'At home', key: never, base_url: 'http://127.0.0.1:1' },
    { ...provider, key: `${never} ` },
    { ...provider, key: [never] },
    `{"key": "${never}", `,
  ])
    heard.push(await admin.ask('POST', PATH, { body }));
  heard.push(await admin.ask('GET', PATH), await admin.ask('GET', `${PATH}/${id}`));
};
