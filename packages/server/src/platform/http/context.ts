import type { Contract, Open } from '@holdfast/protocol/contract';
import type { PrincipalId, WorkspaceId } from '@holdfast/protocol/ids';
import type { Permission } from '@holdfast/protocol/permissions';
import type { Clock } from '../clock/clock.ts';
import type { InstanceDb, WorkspaceDb } from '../database/database.ts';
import type { Log } from '../log/log.ts';

/** Who asks. Made by authentication only. */
export interface Principal {
  readonly id: PrincipalId;
  readonly kind: 'member' | 'key' | 'operator';
  readonly permissions: ReadonlySet<Permission>;
  /** An operator who runs the instance need not be in a workspace. */
  readonly workspace: WorkspaceId | undefined;
  /** The sign-in or key by which it came, so that what it left open ends together with that. */
  readonly signIn?: string;
  /** Milliseconds since 1970 after which it is nobody any more. */
  readonly validUntil?: number;
}

/** What everybody's request comes with. */
export interface OpenContext {
  readonly log: Log;
  /** Aborted when the client hangs up, the time is over, or the node stops. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly traceId: string;
}

/** A request of somebody in a workspace. */
export interface Context extends OpenContext {
  readonly principal: Principal;
  readonly workspace: WorkspaceId;
  readonly db: WorkspaceDb;
}

/** A request of an operator, about the instance. */
export interface InstanceContext extends OpenContext {
  readonly principal: Principal;
  readonly db: InstanceDb;
}

/** What the handler of a contract receives follows from the permission that the contract declares. */
export type ContextOf<C extends Contract> = C['permission'] extends Open
  ? OpenContext
  : C['permission'] extends 'instance:manage'
    ? InstanceContext
    : Context;
