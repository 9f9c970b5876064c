import { knowledgeTopic } from '@holdfast/protocol/knowledge/knowledge-topic';
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { addPair, knowing, PAIRS } from '../ground/knowledge.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();

test('the overview counts pairs, removed ones and tags', async () => {
  const say = knowing(system);
  const overview = async () => (await say('GET /api/v1/knowledge', { role: 'viewer' })).body;
  const none = { pending: 0, completed: 0, failed: 0, off: 0 };
  expect(await overview()).toEqual({ pairs: 0, removed: 0, embedding: none, latest_import: null });
  const [one] = [
    await addPair(say, '1', { tags: ['b', 'a'] }),
    await addPair(say, '2', { tags: ['b'] }),
    await addPair(say, '3'),
  ];
  await expect.poll(overview).toMatchObject({ pairs: 3, removed: 0, embedding: { ...none, completed: 3 } });
  const tags = async (query = '') => (await say(`GET /api/v1/knowledge/tags${query}`)).body;
  expect(await tags()).toEqual({
    items: [
      { tag: 'b', pairs: 2 },
      { tag: 'a', pairs: 1 },
    ],
    more: 0,
  });
  expect(await tags('?limit=1')).toEqual({ items: [{ tag: 'b', pairs: 2 }], more: 1 });
  await say(`DELETE ${PAIRS}/${one?.id ?? ''}`);
  expect(await overview()).toMatchObject({ pairs: 2, removed: 1 });
  expect(await tags()).toEqual({ items: [{ tag: 'b', pairs: 1 }], more: 0 });
});

test('whoever follows knowledge hears that pairs have changed, and a refused change is none', async () => {
  const workspace = randomUUID();
  const say = knowing(system, workspace);
  const heard: string[] = [];
  const leave = new AbortController();
  const client = system.as('viewer', workspace);
  const following = (async () => {
    for await (const news of client.live([{ topic: knowledgeTopic }], { signal: leave.signal }))
      heard.push(news.news === 'happened' ? news.data.what : news.news);
  })();
  onTestFinished(async () => {
    leave.abort();
    await following;
  });
  await expect.poll(() => heard).toEqual(['following']);
  await say(`POST ${PAIRS}`, { json: { question: ' ', answer: '' } });
  await say(`DELETE ${PAIRS}/${randomUUID()}`);
  await addPair(say, 'q');
  // its embedding is told of as well, whenever that is
  await expect.poll(() => heard.filter((what) => what !== 'embedding')).toEqual(['following', 'pairs']);
});
