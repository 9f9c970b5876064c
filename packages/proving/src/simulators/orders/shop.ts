export interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
}

export interface Order {
  readonly id: string;
  readonly customer_id: string;
  readonly status: 'placed' | 'shipped' | 'cancelled';
  readonly lines: readonly OrderLine[];
}

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface Refused {
  readonly status: 404 | 409 | 422;
  readonly error: string;
}

export const isRefused = (value: object): value is Refused => 'error' in value;

const CUSTOMERS: readonly Customer[] = [
  { id: 'c1', name: 'Ada Example', email: 'ada@example.com' },
  { id: 'c2', name: 'Ben Example', email: 'ben@example.com' },
];

const MOST_LINES = 100;
const MOST_ORDERS = 100_000;

const linesOf = (value: unknown): readonly OrderLine[] | undefined => {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_LINES) return undefined;
  const lines = value as readonly Partial<OrderLine>[];
  const good = lines.every(
    ({ sku, quantity }) => typeof sku === 'string' && Number.isInteger(quantity) && Number(quantity) >= 1,
  );
  return good ? (lines as readonly OrderLine[]) : undefined;
};

/** What the shop knows and does, without HTTP. */
export const createShop = () => {
  const orders = new Map<string, Order>();
  const change = (id: string, from: Order['status'], status: Order['status']): Order | Refused => {
    const order = orders.get(id);
    if (order === undefined) return { status: 404, error: `there is no order ${id}` };
    if (order.status !== from) return { status: 409, error: `order ${id} is ${order.status}` };
    const changed = { ...order, status };
    orders.set(id, changed);
    return changed;
  };
  return {
    orders: (): readonly Order[] => [...orders.values()],
    order: (id: string) => orders.get(id),
    customer: (id: string) => CUSTOMERS.find((customer) => customer.id === id),
    place(customer: unknown, given: unknown): Order | Refused {
      const lines = linesOf(given);
      if (lines === undefined) return { status: 422, error: 'lines: one to 100 of {sku, quantity from 1}' };
      if (!CUSTOMERS.some(({ id }) => id === customer))
        return { status: 422, error: 'customer_id: there is no such one' };
      if (orders.size >= MOST_ORDERS) return { status: 422, error: 'the shop is full' };
      const order: Order = { id: `o${orders.size + 1}`, customer_id: String(customer), status: 'placed', lines };
      orders.set(order.id, order);
      return order;
    },
    cancel: (id: string) => change(id, 'placed', 'cancelled'),
    ship: (id: string) => change(id, 'placed', 'shipped'),
  };
};

export type Shop = ReturnType<typeof createShop>;
