import type { Contract, OfAccount, Open } from '@holdfast/protocol/contract';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { PrincipalId, WorkspaceId } from '@holdfast/protocol/ids';
import type { Permission } from '@holdfast/protocol/permissions';
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock/clock.ts';
import type { InstanceDb, WorkspaceDb } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import type { TraceContext } from '../telemetry/traceparent.ts';

/** Who asks. Made by authentication only. */
export interface Principal {
  readonly id: PrincipalId;
  /** `account`: somebody who is signed in, and in no workspace with this request. */
  readonly kind: 'member' | 'key' | 'account';
  /** Whose sign-in it is. A key is nobody's. */
  readonly account?: AccountId;
  /** Empty while something is lacking. */
  readonly permissions: ReadonlySet<Permission>;
  /** Whoever is signed in need not be in a workspace. */
  readonly workspace: WorkspaceId | undefined;
  /** What whoever is signed in has to do before anything else: show a code, or set up a second factor. */
  readonly lacks?: 'second_factor_code' | 'second_factor';
  /** Milliseconds since 1970 when a secret was shown last. A key shows its own with every request. */
  readonly provedAt?: number;
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
  /** Where in a trace it was asked from, if the request says so. */
  readonly calledFrom: TraceContext | undefined;
  readonly caller: Caller;
  /** Sets a header of the answer, whatever it will be. */
  readonly tell: (header: string, value: string) => void;
}

/** From where a request came, and what it said of itself. */
export interface Caller {
  /** Believed from trusted proxies only. */
  readonly address: string;
  readonly headers: IncomingHttpHeaders;
}

/** A request of somebody who is signed in, about their own account. */
export interface AccountContext extends OpenContext {
  readonly principal: Principal;
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
  : C['permission'] extends OfAccount
    ? AccountContext
    : C['permission'] extends 'instance:manage'
      ? InstanceContext
      : Context;
