import type { Input } from '@holdfast/protocol/contract';
import { USUAL_FEED_RETRY, type addFeed, type FeedSchedule } from '@holdfast/protocol/knowledge/feeds';
import { violates } from '../../../platform/database/failures.ts';
import { fail, refuseField } from '../../../platform/failure.ts';
import type { FeedTiming } from './store/feeds.ts';

type Retry = Input<typeof addFeed>['body']['retry'];

export const aFeed = (id: string) => ({ kind: 'feed', id });

/** What is not said is as it was, or as usual. */
export const timingOf = (
  schedule: FeedSchedule,
  said: Retry,
  was: Omit<FeedTiming, 'every_minutes' | 'cron'> = USUAL_FEED_RETRY,
): FeedTiming => ({
  every_minutes: 'cron' in schedule ? null : schedule.every_minutes,
  cron: 'cron' in schedule ? schedule.cron : null,
  attempts: said.attempts ?? was.attempts,
  first_pause_seconds: said.first_pause_seconds ?? was.first_pause_seconds,
  timeout_seconds: said.timeout_seconds ?? was.timeout_seconds,
});

/** Said by us or by the connection, and not sent when it is given. */
const NOT_SENT =
  /^(?:host|connection|keep-alive|te|trailer|transfer-encoding|content-length|upgrade|expect|forwarded|x-real-ip|via|accept|accept-encoding|traceparent|tracestate|if-.*|range|proxy-.*|x-forwarded-.*|holdfast-.*)$/i;

export const refuseHeader = (header: { readonly name: string } | null | undefined): void => {
  if (header === undefined || header === null || !NOT_SENT.test(header.name)) return;
  refuseField('/body/header/name', 'not_sent', 'is said by Holdfast itself; give the header that lets it in');
};

/** Whoever may change an address must not so learn a header that they were never shown. */
export const refuseElsewhere = (): never =>
  refuseField('/body/header', 'needed', 'must be given again with another origin: a stored header goes nowhere else');

export const orTaken = async <Value>(name: string, act: () => Promise<Value>): Promise<Value> => {
  try {
    return await act();
  } catch (error) {
    if (!violates(error, 'feeds_name_once')) throw error;
    return fail('conflict', { detail: `Another feed is called ${name}. Choose another name.` });
  }
};
