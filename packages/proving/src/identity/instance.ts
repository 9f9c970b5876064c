import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SignedIn } from '@holdfast/protocol/identity/account';
import type { Workspace } from '@holdfast/protocol/identity/workspaces';
import type { Answer } from '../http.ts';
import type { Node } from '../lab/node.ts';
import { expectBody } from '../oracles/expect-answer.ts';
import { aboutWorkspace, nobodyAt, type Place } from './caller.ts';
import { passwordOf, personOf, type Person, type Secrets } from './person.ts';
import { openSpace, type Space } from './space.ts';

/** An instance that somebody has set up. */
export interface Instance {
  readonly node: Place;
  /** Who set it up: an operator, and the admin of the first workspace. */
  readonly operator: Person;
  readonly first: Space;
  /** Another workspace, with an admin who has no other. */
  workspace(name: string): Promise<Space>;
}

export const readSetupToken = async ({ dataFolder }: Pick<Node, 'dataFolder'>): Promise<string> =>
  (await readFile(join(dataFolder, 'setup-token'), 'utf8')).trim();

/** The answer of a setup, to be judged. */
export const trySetUp = (place: Place, token: string, secrets: Secrets): Promise<Answer> =>
  nobodyAt(place).ask('POST', '/api/v1/setup', {
    body: { setup_token: token, ...secrets, name: 'Olive Operator', workspace: 'First', token: true },
  });

export const setUpInstance = async (node: Place & Pick<Node, 'dataFolder'>): Promise<Instance> => {
  const secrets = { email: 'operator@example.com', password: passwordOf('operator') };
  const signedIn = expectBody<SignedIn>(await trySetUp(node, await readSetupToken(node), secrets), 201);
  const operator = personOf(node, 'the operator', secrets, signedIn);
  const [membership] = signedIn.me.memberships;
  if (membership === undefined) throw new Error('whoever set the instance up is a member of nothing');
  const first = openSpace(membership.workspace_id, aboutWorkspace(operator, membership.workspace_id));
  return {
    node,
    operator,
    first,
    async workspace(name) {
      const made = expectBody<Workspace>(await first.admin.ask('POST', '/api/v1/workspaces', { body: { name } }), 201);
      const [admin] = await openSpace(made.id, aboutWorkspace(operator, made.id)).members('admin', 1);
      if (admin === undefined) throw new Error('one was asked for');
      return openSpace(made.id, admin);
    },
  };
};
