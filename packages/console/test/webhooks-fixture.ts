import { ALL_EVENTS } from '@holdfast/protocol/webhooks/event-types';
import { getDelivery, listDeliveries, replayDelivery, WebhookDelivery } from '@holdfast/protocol/webhooks/deliveries';
import {
  addWebhook,
  changeWebhook,
  getWebhook,
  listWebhooks,
  removeWebhook,
  rotateWebhookSecret,
  testWebhook,
  Webhook,
} from '@holdfast/protocol/webhooks/webhooks';
import { ISOLATE } from './decisions-data.ts';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import { ADA } from './identity-data.ts';
import type { Here } from './identity-here.ts';
import { kept } from './kept.ts';
import { before, jobId } from './work-data.ts';

export const PAGER_ID = jobId(841);
export const GONE_ID = jobId(842);
export const DEAD_ID = jobId(851);
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';

const DAY = 86_400;
const REFUSED = 'answered 503: upstream connect error';

const webhooks = (text?: string): Webhook[] =>
  [
    {
      id: PAGER_ID,
      name: text?.slice(0, 100) ?? 'Pager',
      url: 'https://hooks.example.com/holdfast',
      events: ['decision.*'],
      deliveries: { waiting: 2, dead: 2, last: { state: 'waiting', status: 503, error: text ?? REFUSED } },
    },
    {
      id: GONE_ID,
      name: 'Warehouse',
      url: `https://warehouse.example.net/${text === undefined ? 'in' : 'y'.repeat(90)}`,
      events: [ALL_EVENTS],
      enabled: false,
      gone_at: before(7_300),
      earlier_secret_until: before(-40_000),
      deliveries: { waiting: 0, dead: 1, last: { state: 'dropped', status: 410, error: 'answered 410' } },
    },
    {
      id: jobId(843),
      name: 'Billing',
      url: 'https://billing.example.org/hooks/holdfast',
      events: ['decision.decided', 'decision.executed', 'import_job_status_changed'],
      deliveries: { waiting: 0, dead: 0, last: { state: 'done', status: 204, error: null } },
      enabled: false,
    },
  ].map((one) =>
    Webhook.parse({
      enabled: true,
      gone_at: null,
      secret_set_at: before(9 * DAY),
      earlier_secret_until: null,
      created_by: { kind: 'member', id: ADA, name: 'Ada Lovelace' },
      created_at: before(9 * DAY),
      version: 1,
      ...one,
    }),
  );

const deliveries = (text?: string): WebhookDelivery[] =>
  [
    {
      id: jobId(854),
      type: 'decision.decided',
      sequence: 4,
      state: 'waiting',
      attempts: 0,
      status: null,
      ended_at: null,
    },
    {
      id: jobId(853),
      type: 'decision.moved',
      sequence: 3,
      state: 'waiting',
      attempts: 3,
      status: 503,
      error: text ?? REFUSED,
      next_attempt_at: before(-1_620),
      ended_at: null,
    },
    { id: jobId(852), type: 'decision.submitted', sequence: 1, created_at: before(1_400) },
    {
      id: DEAD_ID,
      type: 'decision.executed',
      sequence: 9,
      state: 'dead',
      attempts: 10,
      status: null,
      error: text ?? 'No connection to hooks.example.com:443 within 10 s.',
      created_at: before(5 * DAY),
      ended_at: before(DAY),
    },
    {
      id: jobId(850),
      type: 'decision.decided',
      sequence: 8,
      state: 'dead',
      attempts: 10,
      status: 404,
      error: 'answered 404',
    },
  ].map((one) =>
    WebhookDelivery.parse({
      object: { kind: 'decision', id: ISOLATE },
      state: 'done',
      attempts: 1,
      status: 204,
      error: null,
      created_at: before(300),
      next_attempt_at: null,
      ended_at: before(290),
      ...one,
    }),
  );

const deliveryRoutes = (here: Here, find: (id: string) => Webhook): readonly FixtureRoute[] => {
  const { text } = here;
  const all = kept(here.mode === 'empty' ? [] : deliveries(text));
  let tests = 0;
  const again = { state: 'waiting', attempts: 0, status: null, error: null, next_attempt_at: null, ended_at: null };
  return [
    route(listDeliveries, ({ search }) => all.of(({ state }) => state === (search.get('state') ?? state))),
    route(getDelivery, ({ ids }) => {
      const { id, type, object } = all.find(ids[1] ?? '');
      const body = JSON.stringify({ type, id, object, data: { title: text ?? 'Isolate host web-7', step: 'decided' } });
      return { ...all.find(id), body };
    }),
    route(replayDelivery, ({ ids: [webhook = '', id = ''] }) => {
      if (!find(webhook).enabled) ApiProblem.raise(409, 'conflict', 'This webhook is disabled. Enable it first.');
      return all.change(id, again);
    }),
    route(testWebhook, () => {
      tests += 1;
      const id = jobId(860 + tests);
      all.add(
        WebhookDelivery.parse({
          ...all.list().items[0],
          ...again,
          id,
          type: 'webhook.test',
          object: { kind: 'webhook', id: PAGER_ID },
          sequence: tests,
          state: 'done',
          attempts: 1,
          status: 200,
        }),
      );
      return { delivery_id: id };
    }),
  ];
};

/** What the server answers about webhooks and what was sent to them. */
export const webhookRoutes = (here: Here): readonly FixtureRoute[] => {
  const all = kept(here.mode === 'empty' ? [] : webhooks(here.text));
  return [
    route(listWebhooks, () => all.list()),
    route(getWebhook, ({ id }) => all.find(id)),
    route(addWebhook, ({ body }) => {
      const deliveries = { waiting: 0, dead: 0, last: null };
      const made = { ...webhooks()[0], ...(body as object), id: jobId(849), created_at: before(0), deliveries };
      return { ...all.add(Webhook.parse(made)), secret: SECRET };
    }),
    route(changeWebhook, ({ id, body, headers }) => {
      const change = body as Partial<Webhook>;
      const goneAt = change.enabled === true ? { gone_at: null } : {};
      return all.change(id, { ...change, ...goneAt }, headers['if-match']);
    }),
    route(rotateWebhookSecret, ({ id, headers }) => {
      const change = { secret_set_at: before(0), earlier_secret_until: before(-DAY) };
      return { ...all.change(id, change, headers['if-match']), secret: SECRET };
    }),
    route(removeWebhook, ({ id }) => all.remove(id)),
    ...deliveryRoutes(here, all.find),
  ];
};
