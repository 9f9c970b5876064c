import type { Write } from '../database/transaction.ts';
import { afterCommit } from '../database/after-commit.ts';
import type { MakeId } from '../ids/uuid7.ts';
import { sentenceOfIssues } from '../jobs/payload-issues.ts';
import { currentTraceparent } from '../telemetry/current-trace.ts';
import { addEvents, type Added, type NewEvent } from './event-store.ts';
import { redriveWebhook } from './dead-letter-store.ts';
import type { EventDefinition } from './define-event.ts';
import { startedJobs } from './started-jobs.ts';
import type { Wake } from './wake.ts';

export interface About<Data> {
  /** The id of the object that it happened to. */
  readonly object: string;
  readonly data: Data;
}

/**
 * Writes down what happened, in the caller's transaction: it is told when that is committed, and only then. Events about one
 * object are told in the order of the commits, each at least once, and each time with the same id.
 */
export interface Outbox {
  add<Data>(tx: Write, event: EventDefinition<Data>, about: About<Data>): Promise<Added>;
  /** In the order of what was given. One statement for one and for thousands. */
  addMany<Data>(tx: Write, event: EventDefinition<Data>, many: readonly About<Data>[]): Promise<Added[]>;
  /** Sends a webhook again with its old id and number, or at once where it waits. False when there is none. */
  redriveWebhook(tx: Write, event: string, target: string): Promise<boolean>;
}

export interface OutboxParts {
  readonly makeId: MakeId;
  readonly wake: Wake;
}

const DATA_CHARACTERS = 64 * 1024;
const LONGEST_OBJECT = 200;

export const createOutbox = ({ makeId, wake }: OutboxParts): Outbox => {
  const addMany: Outbox['addMany'] = async (tx, event, many) => {
    if (many.length === 0) return [];
    const traceparent = currentTraceparent();
    const rows = many.map((about) => toRow(event, about, makeId, traceparent));
    const sequences = new Map((await addEvents(tx, rows)).map(({ id, sequence }) => [id, sequence]));
    afterCommit(tx, wake.relay);
    return rows.map(({ id }) => ({ id, sequence: sequences.get(id) ?? 0 }));
  };
  return {
    addMany,
    async add(tx, event, about) {
      const [added] = await addMany(tx, event, [about]);
      if (added === undefined) throw new Error('An event was written and not told about');
      return added;
    },
    async redriveWebhook(tx, event, target) {
      const isRedriven = await redriveWebhook(tx, event, target);
      if (isRedriven) afterCommit(tx, wake.lanes);
      return isRedriven;
    },
  };
};

const toRow = <Data>(
  event: EventDefinition<Data>,
  { object, data }: About<Data>,
  makeId: MakeId,
  traceparent: string | undefined,
): NewEvent => {
  const refuse = (why: string): never => {
    throw new RangeError(`The event ${event.type} cannot be written down: ${why}`);
  };
  const parsed = event.data.safeParse(data);
  if (!parsed.success) return refuse(`its data does not fit: ${sentenceOfIssues(parsed.error.issues)}`);
  const json = JSON.stringify(data) ?? refuse('its data is not JSON');
  if (json.length > DATA_CHARACTERS) refuse(`its data has ${json.length} characters; store it, and name it instead`);
  if (object === '' || object.length > LONGEST_OBJECT)
    refuse(`the id of its object has 1 to ${LONGEST_OBJECT} characters`);
  const id = makeId();
  const happened = { id, object, data };
  const jobs = startedJobs(event, happened, traceparent);
  const live = event.toldLive.map(({ compose }) => compose(happened));
  return { id, kind: event.kind, object, type: event.type, data: json, jobs, live, traceparent };
};
