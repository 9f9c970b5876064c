import { send } from './generator/send.ts';
import type { Order } from './generator/order.ts';
import { createBatches, type Batches } from './payload/batch.ts';

/** A process of its own, so that what it costs is not the server's: it carries out orders until it is left alone. */
let made: { readonly as: string; readonly batches: Batches } | undefined;

process.on('message', (order: Order) => {
  const as = JSON.stringify(order.payload);
  if (made?.as !== as) made = { as, batches: createBatches(order.payload) };
  if (order.requests === 0) process.send?.({ made: made.batches.averageBytes });
  else
    send(order, made.batches).then(
      (sent) => process.send?.({ sent }),
      (error: unknown) => process.send?.({ failed: String(error) }),
    );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
