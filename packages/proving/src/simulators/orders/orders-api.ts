import { pause, untilReleased } from '../../pause.ts';
import { answerJson, startHttpSimulator, type Asked, type HttpSimulator } from '../http-simulator.ts';
import { endInReset } from '../mishap.ts';
import { fieldsOf, bearerOf } from '../models/reading.ts';
import { ordersDocument } from './openapi.ts';
import { createShop, isRefused, type Order, type Shop } from './shop.ts';

/** What goes wrong with one request: before anything is done, or after it is done and before it is said. */
export interface OrdersMishap {
  readonly latencyMs?: number;
  readonly before?: { readonly status: number } | 'reset' | 'silent';
  readonly after?: 'reset' | 'silent';
}

export type OrdersScript = (asked: Asked, nth: number) => OrdersMishap;

/** The team's own API: it reads, writes, refuses, and remembers keys of what it did. */
export interface OrdersApi extends HttpSimulator {
  readonly key: string;
  readonly documentUrl: string;
  orders(): readonly Order[];
  ship(id: string): void;
  play(script: OrdersScript): void;
}

interface Said {
  readonly status: number;
  readonly body: unknown;
}

interface Kept extends Said {
  readonly request: string;
}

const KEY = 'orders-key';
const MOST_KEYS = 100_000;

const said = (value: object, status: number): Said =>
  isRefused(value) ? { status: value.status, body: { error: value.error } } : { status, body: value };

const found = (value: object | undefined): Said =>
  value === undefined ? { status: 404, body: { error: 'there is none' } } : { status: 200, body: value };

const read = (shop: Shop, { path, query }: Asked): Said => {
  const [, room, id] = path.split('/');
  if (room === 'customers' && id !== undefined) return found(shop.customer(id));
  if (room === 'orders' && id !== undefined) return found(shop.order(id));
  if (room !== 'orders') return found(undefined);
  const customer = query.get('customer_id');
  return { status: 200, body: shop.orders().filter((order) => customer === null || order.customer_id === customer) };
};

const write = (shop: Shop, { path, json }: Asked): Said => {
  const [, room, id, verb] = path.split('/');
  if (room !== 'orders') return found(undefined);
  const { customer_id: customer, lines } = fieldsOf(json);
  if (id === undefined) return said(shop.place(customer, lines), 201);
  return verb === 'cancel' ? said(shop.cancel(id), 200) : found(undefined);
};

/** Does each thing once for each key, however often it is asked; another body under the same key is refused. */
const createOnce = () => {
  const kept = new Map<string, Kept>();
  return (asked: Asked, act: () => Said): Said => {
    const key = asked.headers['idempotency-key'];
    if (typeof key !== 'string') return act();
    const request = `${asked.path} ${asked.body}`;
    const before = kept.get(key);
    if (before !== undefined)
      return before.request === request ? before : { status: 422, body: { error: 'this key had another body' } };
    const answer = act();
    if (answer.status < 300 && kept.size < MOST_KEYS) kept.set(key, { ...answer, request });
    return answer;
  };
};

export const startOrdersApi = async (first: OrdersScript = () => ({})): Promise<OrdersApi> => {
  const shop = createShop();
  const once = createOnce();
  let script = first;
  let nth = 0;

  const act = (asked: Asked): Said => {
    if (bearerOf(asked.headers.authorization) !== KEY) return { status: 401, body: { error: 'the key is wrong' } };
    if (asked.method === 'GET') return read(shop, asked);
    if (asked.method === 'POST') return once(asked, () => write(shop, asked));
    return { status: 405, body: { error: `${asked.method} is not understood` } };
  };

  const simulator: HttpSimulator = await startHttpSimulator(async ({ asked, response, gone }) => {
    if (asked.path === '/openapi.json') return answerJson(response, 200, ordersDocument(simulator.url));
    nth += 1;
    const { latencyMs = 0, before, after } = script(asked, nth);
    await pause(latencyMs, gone);
    if (before === 'reset') return endInReset(response);
    if (before === 'silent') return untilReleased(gone);
    if (before !== undefined) return answerJson(response, before.status, { error: 'as the script says' });
    const { status, body } = act(asked);
    if (after === 'reset') return endInReset(response);
    if (after === 'silent') return untilReleased(gone);
    answerJson(response, status, body);
  });

  return {
    ...simulator,
    key: KEY,
    documentUrl: `${simulator.url}/openapi.json`,
    orders: () => shop.orders(),
    ship: (id) => void shop.ship(id),
    play(next) {
      script = next;
      nth = 0;
    },
  };
};
