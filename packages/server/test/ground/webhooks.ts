import type { WebhookDelivery } from '@holdfast/protocol/webhooks/deliveries';
import type { DeliveryState } from '@holdfast/protocol/webhooks/delivery-progress';
import type { WebhookWithSecret } from '@holdfast/protocol/webhooks/webhooks';
import { expect } from 'vitest';
import type { Asked } from './ask.ts';
import { askAs, type Person } from './people.ts';
import type { TestSystem } from './system.ts';

export const WEBHOOKS = '/api/v1/webhooks';

interface Asking {
  readonly json?: object;
  readonly version?: number;
}

/** What an admin does with the webhooks of a workspace. */
export const webhooksOf = (system: TestSystem, admin: Person) => {
  const say = (line: `${string} ${string}`, { json, version }: Asking = {}): Promise<Asked> =>
    askAs(system, admin, line, {
      ...(json === undefined ? {} : { json }),
      ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
    });
  const found = async <Body>(line: `${string} ${string}`, status = 200, asking: Asking = {}): Promise<Body> => {
    const answer = await say(line, asking);
    expect([answer.status, answer.body]).toEqual([status, answer.body]);
    return answer.body as Body;
  };
  const log = async (id: string, query = ''): Promise<WebhookDelivery[]> =>
    (await found<{ items: WebhookDelivery[] }>(`GET ${WEBHOOKS}/${id}/deliveries${query}`)).items;
  return {
    say,
    found,
    log,
    add: (url: string, more: object = {}): Promise<WebhookWithSecret> =>
      found(`POST ${WEBHOOKS}`, 201, { json: { name: 'Somewhere', url, ...more } }),
    /** The latest first. */
    states: async (id: string): Promise<DeliveryState[]> => (await log(id)).map(({ state }) => state),
  };
};
