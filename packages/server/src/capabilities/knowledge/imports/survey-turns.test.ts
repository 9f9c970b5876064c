import { expect, it } from 'vitest';
import { createSurveyTurns } from './survey-turns.ts';

const lane = 'a workspace';

it('files wait for each other, and one too many is told to come again', async () => {
  const turns = createSurveyTurns(1);
  const first = Promise.withResolvers<void>();
  const looked: number[] = [];
  const look = (file: number): Promise<void> =>
    turns.inTurn(
      async () => {
        if (file === 0) await first.promise;
        looked.push(file);
      },
      { lane },
    );
  const files = Array.from({ length: 51 }, (_none, file) => look(file));
  await expect(look(51)).rejects.toMatchObject({ code: 'knowledge_unavailable', details: { retryAfterSeconds: 10 } });
  first.resolve();
  await Promise.all(files);
  expect(looked).toEqual(Array.from({ length: 51 }, (_none, file) => file));
});
