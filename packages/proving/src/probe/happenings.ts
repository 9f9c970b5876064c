import { expectBody } from '../oracles/expect-answer.ts';
import type { Made, ProbeWorkspace } from './workspace.ts';

/** An event about a thing of the probe, as it was acknowledged. */
export interface Happening {
  readonly id: string;
  readonly sequence: number;
}

/** Counts what happens to a thing and writes an event about it; undefined when nobody acknowledged it. */
export const makeHappen = async (workspace: ProbeWorkspace, thing: string): Promise<Happening | undefined> => {
  const answer = await workspace.member('analyst').ask('POST', '/happenings', { body: { thing } });
  return answer.status === 201 ? expectBody<{ events: readonly Happening[] }>(answer, 201).events[0] : undefined;
};

/** How often something happened to it, acknowledged or not. */
export const seeHappened = async (workspace: ProbeWorkspace, thing: string): Promise<number> =>
  expectBody<{ happened: number }>(await workspace.member('analyst').ask('GET', `/things/${thing}`), 200).happened;

export const addWebhook = async (workspace: ProbeWorkspace, url: string, secret: string): Promise<string> =>
  expectBody<Made>(await workspace.member('analyst').ask('POST', '/webhooks', { body: { url, secret } }), 201).id;
