import type { z } from 'zod';
import type { JobDefinition } from '../jobs/define-job.ts';

/** What happened to an object, as rooms see it. */
export interface Happened<Data> {
  /** The same each time it is told, whoever hears it. */
  readonly id: string;
  readonly object: string;
  readonly data: Data;
}

/** A job that an event starts, once. */
export interface Starts<Data> {
  readonly job: JobDefinition;
  readonly payloadOf: (event: Happened<Data>) => unknown;
}

/** A kind of event: what it is called, what kind of object it is about, what it carries, which jobs it starts. */
export interface EventDefinition<Data = unknown> {
  /** `object.happened`, unique; receivers of webhooks choose by it, so it stays. */
  readonly type: string;
  /** The kind of object: events about one object of a kind are told in order, whatever their type. */
  readonly kind: string;
  readonly data: z.ZodType<Data>;
  readonly starts: readonly Starts<Data>[];
}

export const defineEvent = <Data>({
  starts: started = [],
  ...event
}: Omit<EventDefinition<Data>, 'starts'> & Partial<Pick<EventDefinition<Data>, 'starts'>>): EventDefinition<Data> => ({
  ...event,
  starts: started,
});

/** Pairs a kind of job with what it gets from the event; the compiler holds both to their schemas. */
export const starts = <Data, Payload>(
  job: JobDefinition<Payload>,
  payloadOf: (event: Happened<Data>) => Payload,
): Starts<Data> => ({ job, payloadOf });
