import type { SignInId } from '@holdfast/protocol/identity/account';
import type { AccountId, MemberId } from '@holdfast/protocol/identity/people';
import type { Workspace } from '@holdfast/protocol/identity/workspaces';
import { sql } from 'kysely';
import type { InstanceRead, Read, Write } from '../../../platform/database/transaction.ts';

const WORKSPACE = sql`workspace_id as id, name, second_factor_required, created_at, version`;

export const listWorkspaces = (
  tx: InstanceRead,
  { after, most }: { readonly after: string | undefined; readonly most: number },
): Promise<(Workspace & { members: number })[]> =>
  tx.many(sql<Workspace & { members: number }>`select * from auth.list_workspaces(${after ?? null}, ${most}::integer)`);

export const findWorkspace = (tx: Read): Promise<Workspace | undefined> =>
  tx.maybe(sql<Workspace>`select ${WORKSPACE} from identity.workspaces where workspace_id = ${tx.workspace}`);

export const lockWorkspace = (tx: Write): Promise<Workspace | undefined> =>
  tx.maybe(sql<Workspace>`
    select ${WORKSPACE} from identity.workspaces where workspace_id = ${tx.workspace} for no key update`);

export const changeWorkspace = (
  tx: Write,
  { name, second_factor_required }: Pick<Workspace, 'name' | 'second_factor_required'>,
): Promise<Workspace> =>
  tx.one(sql<Workspace>`
    update identity.workspaces set name = ${name}, second_factor_required = ${second_factor_required}, version = version + 1
     where workspace_id = ${tx.workspace} returning ${WORKSPACE}`);

/** False when whoever makes it is no operator any more. */
export const createWorkspace = async (
  tx: Write,
  { name, member, account }: { readonly name: string; readonly member: MemberId; readonly account: AccountId },
): Promise<boolean> =>
  (await tx.one(sql<{ made: boolean }>`select auth.create_workspace(${name}, ${member}, ${account}) as made`)).made;

export const signInsWithoutSecondFactor = async (tx: Read): Promise<SignInId[]> =>
  (await tx.many(sql<{ id: SignInId }>`select auth.sign_ins_without_second_factor() as id`)).map(({ id }) => id);
