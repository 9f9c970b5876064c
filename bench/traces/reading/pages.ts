import { TRACES, type Asking } from './asking.ts';
import { HOUR_MS } from './fill.ts';

const PAGE = { below: { p99: 25 } };

/** Lists of traces at every place, in every order, with every filter. */
export const askForPages = async (asking: Asking): Promise<void> => {
  const { list, time, ground } = asking;
  const middle = new Date(Date.now() - 12 * HOUR_MS).toISOString();
  const [first, inMiddle] = [await list({}), await list({ to: middle })];
  const [second, deep] = [{ cursor: first.next_cursor ?? '' }, { to: middle, cursor: inMiddle.next_cursor ?? '' }];
  await time('page: first', () => list({}), PAGE);
  await time('page: second', () => list(second), PAGE);
  await time('page: in the middle', () => list(deep), PAGE);
  await time('page: the oldest', () => list({ sort: 'start' }), PAGE);
  for (const sort of ['-duration', '-cost', '-tokens', '-spans'])
    await time(`page: sorted by ${sort}`, () => list({ sort }), { ...PAGE, times: 50 });
  for (const [name, value] of Object.entries(await filtersOf(asking)))
    await time(`page: where ${name}`, () => list({ [name]: value }), { ...PAGE, times: 50 });
  for (const name of ['sessions', 'users'])
    await time(`page: ${name}`, () => ground.api.get(`${TRACES}/${name}`), { ...PAGE, times: 50 });
};

/** Some that find many, and some that find few. */
const filtersOf = async ({ list }: Asking): Promise<Record<string, string>> => {
  const { items = [] } = await list({ sort: 'start' });
  const some = (key: 'session' | 'user'): string => items.find((trace) => trace[key] !== null)?.[key] ?? 'nobody';
  return {
    status: 'error',
    model: 'gpt-5.2',
    session: some('session'),
    user: some('user'),
    service: 'support-3',
    min_duration_ms: '2500',
    q: some('session'),
    attribute: 'gen_ai.tool.name=send_mail',
  };
};
