import type { SignInId } from '@holdfast/protocol/identity/account';
import { MemberId } from '@holdfast/protocol/identity/people';
import type { Workspace } from '@holdfast/protocol/identity/workspaces';
import { WorkspaceId } from '@holdfast/protocol/ids';
import type { Version } from '@holdfast/protocol/version';
import { z } from 'zod';
import { comingFrom, doneBy } from '../../../platform/audit/act.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context, InstanceContext } from '../../../platform/http/context.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import type { Authentication } from '../authentication/authentication.ts';
import { readSignIn } from '../authentication/store.ts';
import type { EndOpen } from '../end-open.ts';
import type { IdentityParts } from '../parts.ts';
import * as store from './store.ts';

export interface WorkspacesParts extends Pick<IdentityParts, 'audit' | 'database' | 'makeId'> {
  readonly authentication: Pick<Authentication, 'forget'>;
  readonly endOpen: EndOpen;
}

const WORKSPACES = 'identity.workspaces';
const Key = z.tuple([z.uuid()]);

export const listWorkspaces = async (
  { db }: InstanceContext,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) => {
  const [after] = decodeCursor(WORKSPACES, Key, cursor) ?? [];
  const rows = await db.read((tx) => store.listWorkspaces(tx, { after, most: limit + 1 }));
  return toPage(rows, { list: WORKSPACES, limit, keyOf: ({ id }) => [id] });
};

export const createWorkspace = async (
  { audit, authentication, database, makeId }: WorkspacesParts,
  { principal, caller, signal }: InstanceContext,
  name: string,
): Promise<Workspace> => {
  const { account } = principal;
  if (account === undefined) return fail('forbidden', { detail: NOBODY });
  const [id, member] = [WorkspaceId.parse(makeId()), MemberId.parse(makeId())];
  const by = { actor: { kind: 'member' as const, id: member }, personal: { account, ...comingFrom(caller) } };
  const made = await database.forWorkspace(id, signal).write(async (tx) => {
    if (!(await store.createWorkspace(tx, { name, member, account }))) fail('forbidden');
    await audit.add(tx, { ...by, action: 'workspace.created', object: { kind: 'workspace', id } });
    await audit.add(tx, {
      ...by,
      action: 'member.joined',
      object: { kind: 'member', id: member },
      facts: { role: 'admin' },
    });
    return store.findWorkspace(tx);
  });
  authentication.forget();
  return made ?? fail('not_found');
};

/** The workspace of the request. Another one is not there, whether it is or not. */
export const findWorkspace = async ({ db, workspace }: Context, id: WorkspaceId): Promise<Workspace> =>
  (id === workspace ? await db.read(store.findWorkspace) : undefined) ?? fail('not_found');

export interface WorkspaceChange {
  readonly id: WorkspaceId;
  readonly version: Version;
  readonly name?: string | undefined;
  readonly second_factor_required?: boolean | undefined;
}

export const changeWorkspace = async (
  { audit, endOpen }: WorkspacesParts,
  ctx: Context,
  { id, version, ...change }: WorkspaceChange,
): Promise<Workspace> => {
  if (id !== ctx.workspace) return fail('not_found');
  const { changed, kept } = await ctx.db.write(async (tx) => {
    const was = (await store.lockWorkspace(tx)) ?? fail('not_found');
    if (was.version !== version) fail('stale', { members: { current_version: was.version } });
    const will = {
      name: change.name ?? was.name,
      second_factor_required: change.second_factor_required ?? was.second_factor_required,
    };
    const begins = will.second_factor_required && !was.second_factor_required;
    if (begins && !(await hasShown(tx, ctx))) fail('conflict', { detail: SHOW_ONE_FIRST });
    const fields = [
      ...(will.name === was.name ? [] : ['name']),
      ...(will.second_factor_required === was.second_factor_required ? [] : ['second_factor_required']),
    ];
    if (fields.length === 0) return { changed: was, kept: [] };
    await audit.add(tx, {
      ...doneBy(ctx),
      action: 'workspace.changed',
      object: { kind: 'workspace', id },
      facts: { fields, second_factor_required: will.second_factor_required },
    });
    const now = await store.changeWorkspace(tx, will);
    return { changed: now, kept: begins ? await store.signInsWithoutSecondFactor(tx) : [] };
  });
  await endOpen(kept.map((signIn) => ({ signIn, workspace: id, reason: 'forbidden' })));
  return changed;
};

const hasShown = async (tx: Parameters<typeof readSignIn>[0], { principal }: Context): Promise<boolean> => {
  if (principal.kind === 'key' || principal.signIn === undefined) return false;
  const signIn = await readSignIn(tx, principal.signIn as SignInId);
  return signIn?.second_factor === true;
};

const NOBODY = 'An API key is nobody who could be an admin: make workspaces with a sign-in.';
const SHOW_ONE_FIRST =
  'This sign-in has shown no second factor, so you would shut yourself out. Set one up at POST /api/v1/me/second-factor first.';
