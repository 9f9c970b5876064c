import type { LiveEvent, Topic } from '@holdfast/protocol/live/topic';
import type { z } from 'zod';
import type { JobDefinition } from '../jobs/define-job.ts';
import { composeLive, type LiveMessage } from '../live/live-message.ts';

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

/** Whom an event is told live, as a hint: those who follow this topic. */
export interface ToldLive<Data> {
  readonly compose: (event: Happened<Data>) => LiveMessage;
}

/** A kind of event: what it is called, what kind of object it is about, what it carries, which jobs it starts, who hears. */
export interface EventDefinition<Data = unknown> {
  /** `object.happened`, unique; receivers of webhooks choose by it, so it stays. */
  readonly type: string;
  /** The kind of object: events about one object of a kind are told in order, whatever their type. */
  readonly kind: string;
  readonly data: z.ZodType<Data>;
  readonly starts: readonly Starts<Data>[];
  readonly toldLive: readonly ToldLive<Data>[];
}

type Audience = 'starts' | 'toldLive';

export const defineEvent = <Data>(
  event: Omit<EventDefinition<Data>, Audience> & Partial<Pick<EventDefinition<Data>, Audience>>,
): EventDefinition<Data> => ({ starts: [], toldLive: [], ...event });

/** Tells those who follow the topic; one about one thing is about the event's object. */
export const toldLive = <Data, const T extends Topic>(
  topic: T,
  toEvent: (event: Happened<Data>) => LiveEvent<T>,
): ToldLive<Data> => ({
  compose: (event) => composeLive(topic, toEvent(event), topic.scope === 'of-one' ? event.object : undefined),
});

/** Pairs a kind of job with what it gets from the event; the compiler holds both to their schemas. */
export const starts = <Data, Payload>(
  job: JobDefinition<Payload>,
  payloadOf: (event: Happened<Data>) => Payload,
): Starts<Data> => ({ job, payloadOf });
