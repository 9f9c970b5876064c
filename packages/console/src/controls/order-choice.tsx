interface OrderChoiceProps<Order extends string> {
  readonly orders: readonly (readonly [Order, string])[];
  readonly order: Order;
  readonly onChoose: (order: Order) => void;
}

/** In which order a list is shown. */
export const OrderChoice = <Order extends string>({ orders, order, onChoose }: OrderChoiceProps<Order>) => (
  <select
    aria-label="Order"
    value={order}
    onChange={({ target }) => onChoose(target.value as Order)}
    className="min-h-8 min-w-0 grow rounded-control border border-faint bg-surface px-2 text-ink sm:grow-0"
  >
    {orders.map(([value, words]) => (
      <option key={value} value={value}>
        {words}
      </option>
    ))}
  </select>
);
