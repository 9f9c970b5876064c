import { createClient, type Client } from './client.ts';
import { requestDecision } from './decisions/request-decision.ts';
import type { DecisionWish, Requested, RequestOptions } from './decisions/requested.ts';
import type { ClientSettings } from './settings.ts';

/** What an agent does with Holdfast, in its own words; everything else by the contracts. */
export interface Holdfast extends Client {
  readonly decisions: {
    /** Asks for a decision: `await holdfast.decisions.request({ ... }).outcome()`. */
    request(wish: DecisionWish, options?: RequestOptions): Requested;
  };
}

export const createHoldfast = (settings: ClientSettings): Holdfast => {
  const client = createClient(settings);
  return { ...client, decisions: { request: (wish, options) => requestDecision(client, wish, options) } };
};
