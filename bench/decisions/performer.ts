import { createHoldfast } from '@holdfast/client/holdfast';
import { A_REFUND } from '../../packages/proving/src/decisions/house.ts';
import { createToolCaller } from './call-tool.ts';

/** What is to be done: first what an earlier life began, then ever more, until it is told to drain. */
export type Order = { readonly todo: readonly number[]; readonly next: number } | 'drain';

/** What became of one wish; the last word of a life that was drained is `idle`. */
export type Word =
  | { readonly is: 'began' | 'ended'; readonly wish: number }
  | { readonly is: 'submitted'; readonly wish: number; readonly id: string }
  | { readonly is: 'idle' };

/** `performer.ts <url> <key> <tool>`: an agent that asks, waits, does what was approved and reports, eight at a time. */
const [baseUrl = '', token = '', toolUrl = ''] = process.argv.slice(2);
const LANES = 8;
const holdfast = createHoldfast({ baseUrl, token });
const callTool = createToolCaller(toolUrl);
const tell = (word: Word): void => void process.send?.(word);
let isDraining = false;

const fulfil = async (wish: number): Promise<void> => {
  tell({ is: 'began', wish });
  const asked = holdfast.decisions.request(A_REFUND, { idempotencyKey: `wish-${wish}` });
  const { id } = await asked.submitted;
  tell({ is: 'submitted', wish, id });
  await asked.perform(({ idempotencyKey }) => callTool(id, idempotencyKey), { performer: 'bench' });
  tell({ is: 'ended', wish });
};

const work = async (todo: number[], following: () => number): Promise<void> => {
  while (!isDraining || todo.length > 0) await fulfil(todo.shift() ?? following());
};

process.on('message', (order: Order) => {
  if (order === 'drain') {
    isDraining = true;
    return;
  }
  const todo = [...order.todo];
  let { next } = order;
  const lanes = Array.from({ length: LANES }, () => work(todo, () => next++));
  void Promise.all(lanes).then(() => tell({ is: 'idle' }));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url: baseUrl });
