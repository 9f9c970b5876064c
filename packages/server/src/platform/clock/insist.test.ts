import { expect, test } from 'vitest';
import { insist } from './insist.ts';

const failing = (times: number) => {
  let tried = 0;
  return async () => {
    tried += 1;
    if (tried <= times) throw new Error(`no ${tried}`);
    return tried;
  };
};

test('what fails is done again until it succeeds, and each failure is told', async () => {
  const told: string[] = [];
  const onFailure = (error: unknown): void => void told.push(String(error));
  expect(await insist(failing(2), { tries: 5, pauseMs: () => 0, onFailure })).toBe(3);
  expect(told).toEqual(['Error: no 1', 'Error: no 2']);
});

test('the last failure is thrown', async () => {
  await expect(insist(failing(9), { tries: 3, pauseMs: () => 0 })).rejects.toThrow('no 3');
});
