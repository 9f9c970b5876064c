import type { Decision, Step } from '@holdfast/protocol/decisions/decision';
import type { Answer } from '../http.ts';
import type { Caller } from '../identity/caller.ts';
import type { Instance } from '../identity/instance.ts';
import type { KeyHolder, Member, Space } from '../identity/space.ts';
import { expectBody } from '../oracles/expect-answer.ts';

export const DECISIONS = '/api/v1/decisions';

export const A_REFUND = { kind: 'refund', title: 'Refund order 17', arguments: { cents: 4200, order: 17 } } as const;

/** A workspace in which an agent asks by a key, and people who did not make it decide. */
export interface House {
  readonly space: Space;
  readonly agent: KeyHolder;
  readonly analysts: readonly Member[];
  readonly admins: readonly Member[];
  readonly viewer: Member;
}

export const openHouse = async (instance: Instance, name: string, analysts = 2): Promise<House> => {
  const space = await instance.workspace(name);
  const [viewer] = await space.members('viewer', 1);
  if (viewer === undefined) throw new Error('one was asked for');
  return {
    space,
    viewer,
    agent: await space.key(['decisions:submit', 'decisions:read']),
    analysts: await space.members('analyst', analysts),
    admins: await space.members('admin', 1),
  };
};

export const submit = async (caller: Caller, more: object = {}): Promise<Decision> =>
  expectBody<Decision>(await caller.ask('POST', DECISIONS, { body: { ...A_REFUND, ...more } }), 201);

export const read = async (caller: Caller, { id }: Pick<Decision, 'id'>): Promise<Decision> =>
  expectBody<Decision>(await caller.ask('GET', `${DECISIONS}/${id}`), 200);

/** With the decision as it was seen. */
export const act = (
  caller: Caller,
  { id, version }: Pick<Decision, 'id' | 'version'>,
  does: string,
  body: object = {},
): Promise<Answer> =>
  caller.ask('POST', `${DECISIONS}/${id}/${does}`, { body, headers: { 'if-match': `"${version}"` } });

export const stepsOf = async (caller: Caller, { id }: Pick<Decision, 'id'>): Promise<readonly Step[]> =>
  expectBody<{ items: Step[] }>(await caller.ask('GET', `${DECISIONS}/${id}/steps?limit=200`), 200).items;

export const report = (caller: Caller, { id }: Pick<Decision, 'id'>, body: object): Promise<Answer> =>
  caller.ask('POST', `${DECISIONS}/${id}/execution`, { body });

/** The ids of all that wait, however many pages that takes. */
export const waitingOf = async (caller: Caller): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  let more = '';
  for (;;) {
    const page: { items: Decision[]; next_cursor: string | null } = expectBody(
      await caller.ask('GET', `${DECISIONS}?limit=200${more}`),
      200,
    );
    for (const { id } of page.items) ids.add(id);
    if (page.next_cursor === null) return ids;
    more = `&cursor=${page.next_cursor}`;
  }
};
