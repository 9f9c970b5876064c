import { isOfAccount, isOpen, type Contract } from '@holdfast/protocol/contract';
import type { Me } from '@holdfast/protocol/identity/account';
import { PERMISSIONS, PERMISSIONS_OF } from '@holdfast/protocol/permissions';
import type { IncomingHttpHeaders } from 'node:http';
import { ApiProblem, type FixtureRoute } from './fixture-route.ts';
import { ACME, ADA, GLOBEX, membership, signIns } from './identity-data.ts';
import type { Here } from './identity-here.ts';
import { doorRoutes } from './identity-door-fixture.ts';
import { ownRoutes } from './identity-own-fixture.ts';
import { peopleRoutes } from './identity-people-fixture.ts';
import { modelRoutes } from './models-fixture.ts';
import type { Mode } from './readiness-scripts.ts';
import { webhookRoutes } from './webhooks-fixture.ts';
import { before } from './work-data.ts';

const isOut = (mode: Mode): boolean => mode === 'stranger' || mode === 'mailed' || mode === 'fresh';

const permissionsIn = (mode: Mode): Me['permissions'] => {
  if (mode === 'viewer') return [...PERMISSIONS_OF.viewer];
  if (mode === 'operator') return ['instance:manage'];
  return PERMISSIONS.filter((permission) => mode !== 'member' || permission !== 'instance:manage');
};

const membershipsOf = ({ mode, text }: Here): Me['memberships'] => {
  const own = membership(ACME, text?.slice(0, 100) ?? 'Acme', {
    role: mode === 'viewer' ? 'viewer' : 'admin',
    second_factor_required: mode === 'factorless',
  });
  return mode === 'several' ? [own, membership(GLOBEX, 'Globex', { role: 'viewer' })] : [own];
};

const meOf = (here: Here, headers: IncomingHttpHeaders): Me => {
  const memberships = membershipsOf(here);
  const named = headers['holdfast-workspace'];
  const workspace =
    named === undefined
      ? memberships.length === 1
        ? memberships[0]
        : undefined
      : memberships.find(({ workspace_id: id }) => id === named);
  const permissions = workspace?.role === 'viewer' ? permissionsIn('viewer') : permissionsIn(here.mode);
  return {
    account: {
      id: ADA as Me['account']['id'],
      email: 'ada@example.com',
      name: here.text ?? here.name,
      operator: permissions.includes('instance:manage'),
      has_password: true,
      second_factor: here.hasFactor,
      created_at: before(4_000_000),
    },
    sign_in: signIns()[0] as Me['sign_in'],
    memberships,
    workspace: workspace ?? null,
    permissions: here.lacks === null ? permissions : [],
    lacks: here.lacks,
  };
};

export interface IdentityFixture {
  readonly routes: readonly FixtureRoute[];
  /** Refuses as the real server would, by what the contract declares. */
  readonly admit: (contract: Contract, headers: IncomingHttpHeaders) => void;
}

export const identityFixture = (mode: Mode, text: string | undefined): IdentityFixture => {
  const here: Here = {
    mode,
    text,
    isSetUp: mode !== 'fresh',
    isIn: !isOut(mode),
    isProved: mode !== 'unproved',
    hasFactor: mode !== 'factorless' && mode !== 'unproved',
    lacks: mode === 'factorless' ? 'second_factor' : mode === 'codeless' ? 'second_factor_code' : null,
    name: 'Ada Lovelace',
    me: (headers) => meOf(here, headers),
  };
  return {
    routes: [
      ...doorRoutes(here),
      ...ownRoutes(here),
      ...peopleRoutes(here),
      ...modelRoutes(here),
      ...webhookRoutes(here),
    ],
    admit: ({ permission, needsProof }, headers) => {
      if (isOpen(permission)) return;
      if (!here.isIn) ApiProblem.raise(401, 'unauthenticated', 'Nobody is known.');
      if (!isOfAccount(permission)) {
        if (here.lacks !== null) ApiProblem.raise(403, 'second_factor_needed', 'This needs a second factor.');
        if (typeof permission === 'string' && !here.me(headers).permissions.includes(permission))
          ApiProblem.raise(403, 'forbidden', `This needs the permission ${permission}.`);
      }
      if (needsProof === true && !here.isProved) ApiProblem.raise(403, 'proof_needed', 'Show a secret first.');
    },
  };
};
