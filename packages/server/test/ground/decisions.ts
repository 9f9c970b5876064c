import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { Asked } from './ask.ts';
import { askAs, type People, type Person } from './people.ts';
import type { TestSystem } from './system.ts';

export const DECISIONS = '/api/v1/decisions';

export const aDecision = { kind: 'refund', title: 'Refund order 17', arguments: { order: 17, cents: 4200 } } as const;

export interface Acting {
  readonly body?: object;
  /** Of the decision as it was seen; that which it has where none is named. */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Members of a workspace of their own, who ask for decisions and make them. */
export const deciding = (system: TestSystem, people: People) => {
  const submit = async (person: Person, more: object = {}): Promise<Decision> => {
    const asked = await askAs(system, person, `POST ${DECISIONS}`, { json: { ...aDecision, ...more } });
    if (asked.status !== 201) throw new Error(`Not submitted: ${asked.status} ${asked.text}`);
    return asked.body as Decision;
  };
  const read = async (person: Person, { id }: Pick<Decision, 'id'>): Promise<Decision> =>
    (await askAs(system, person, `GET ${DECISIONS}/${id}`)).body as Decision;
  const act = async (
    person: Person,
    { id }: Pick<Decision, 'id'>,
    does: string,
    { body = {}, version, headers = {} }: Acting = {},
  ): Promise<Asked> => {
    const seen = version ?? (await read(person, { id })).version;
    return askAs(system, person, `POST ${DECISIONS}/${id}/${does}`, {
      json: body,
      headers: { 'if-match': `"${seen}"`, ...headers },
    });
  };
  return {
    submit,
    read,
    act,
    /** An admin, and so many analysts beside. */
    async house(analysts = 2) {
      const { admin } = await people.house();
      const others: Person[] = [];
      for (let made = 0; made < analysts; made += 1) others.push(await people.join(admin, 'analyst'));
      return { admin, analysts: others as [Person, Person, ...Person[]] };
    },
    /** Somebody who asks by a key of theirs. */
    async keyOf(person: Person, scopes = ['decisions:submit', 'decisions:read']): Promise<Person> {
      const made = await askAs(system, person, 'POST /api/v1/keys', { json: { name: 'An agent', scopes } });
      return { ...person, token: (made.body as { key: string }).key };
    },
    steps: async (person: Person, { id }: Pick<Decision, 'id'>): Promise<string[]> =>
      ((await askAs(system, person, `GET ${DECISIONS}/${id}/steps`)).body as { items: { step: string }[] }).items.map(
        ({ step }) => step,
      ),
  };
};
