import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Sent } from './order.ts';

export interface Generator {
  /** Makes the payload beforehand, so that no measured time goes into it. Gives the bytes of a span. */
  make(order: Pick<Order, 'payload' | 'target'>): Promise<number>;
  send(order: Order): Promise<Sent>;
  stop(): Promise<void>;
}

export const startGenerator = async (): Promise<Generator> => {
  const child = fork(fileURLToPath(new URL('../generator.ts', import.meta.url)), {
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  const ended = once(child, 'exit');
  const ask = async (order: Order): Promise<{ made?: number; sent?: Sent }> => {
    child.send(order);
    const [answer] = (await Promise.race([once(child, 'message'), ended.then(() => [{ failed: 'It ended.' }])])) as [
      { made?: number; sent?: Sent; failed?: string },
    ];
    if (answer.failed !== undefined) throw new Error(`The generator failed: ${answer.failed}`);
    return answer;
  };
  return {
    make: async (order) => (await ask({ ...order, first: 0, connections: 0, requests: 0 })).made ?? 0,
    async send(order) {
      const { sent } = await ask(order);
      if (sent === undefined) throw new Error('The generator said nothing.');
      return sent;
    },
    async stop() {
      child.disconnect();
      await ended;
    },
  };
};
