import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Clock } from '../clock/clock.ts';
import type { Database, InstanceDb, WorkspaceDb } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import type { RequestTrace } from '../telemetry/request-trace.ts';
import type { SpanAttributes } from '../telemetry/spans.ts';
import { descend, type TraceContext } from '../telemetry/traceparent.ts';
import type { Caller, Principal } from './context.ts';
import type { Stay } from './in-flight.ts';

export interface VisitParts {
  readonly database: Database;
  readonly log: Log;
  readonly clock: Clock;
}

/** What a visit knows of the request that it is. */
export interface Encounter {
  /** An operator asks about the instance, in whatever workspace they are. */
  readonly isOfInstance: boolean;
  /** It may read only. */
  readonly changesNothing: boolean;
  readonly caller: Caller;
  readonly tell: (header: string, value: string) => void;
}

/** One request on its way through the runner; it is the handler's context. What is not used is not made. */
export class Visit {
  trace: RequestTrace;
  readonly stay: Stay;
  readonly startedAt: number;
  principal: Principal | undefined;
  /** What its span says beside what all of them do. */
  about: SpanAttributes = {};
  /** Set while the handler runs inside the transaction of its Idempotency-Key. */
  joined: WorkspaceDb | undefined;
  readonly #parts: VisitParts;
  readonly #encounter: Encounter;
  #log: Log | undefined;

  constructor(parts: VisitParts, trace: RequestTrace, stay: Stay, encounter: Encounter) {
    this.#parts = parts;
    this.#encounter = encounter;
    this.trace = trace;
    this.stay = stay;
    this.startedAt = parts.clock.elapsed();
  }

  get database(): Database {
    return this.#parts.database;
  }

  get clock(): Clock {
    return this.#parts.clock;
  }

  get signal(): AbortSignal {
    return this.stay.signal;
  }

  get traceId(): string {
    return this.trace.traceId;
  }

  get calledFrom(): TraceContext | undefined {
    const { parentSpanId, traceId, sampled } = this.trace;
    return parentSpanId === undefined ? undefined : { traceId, spanId: parentSpanId, sampled };
  }

  get log(): Log {
    this.#log ??= this.#parts.log.child({ trace_id: this.trace.traceId, span_id: this.trace.spanId });
    return this.#log;
  }

  /** Its body names a place in a trace: it goes on there, unless its headers named the same trace. */
  goOnIn(parent: TraceContext): void {
    if (parent.traceId === this.trace.traceId) return;
    this.trace = { ...descend(parent), parentSpanId: parent.spanId, startedAt: this.trace.startedAt };
    this.#log = undefined;
  }

  get workspace(): WorkspaceId | undefined {
    return this.principal?.workspace;
  }

  get caller(): Caller {
    return this.#encounter.caller;
  }

  get tell(): (header: string, value: string) => void {
    return this.#encounter.tell;
  }

  get db(): WorkspaceDb | InstanceDb {
    if (this.joined !== undefined) return this.joined;
    const db = this.#whole();
    return this.#encounter.changesNothing ? { ...db, write: refuseToWrite } : db;
  }

  #whole(): WorkspaceDb | InstanceDb {
    const { database } = this.#parts;
    return this.workspace === undefined || this.#encounter.isOfInstance
      ? database.forInstance(this.signal)
      : database.forWorkspace(this.workspace, this.signal);
  }
}

const refuseToWrite = async (): Promise<never> => {
  throw new Error('A GET wanted to change something, and its contract does not say that it is recorded');
};
