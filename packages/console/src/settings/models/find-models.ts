import type { Model } from '@holdfast/protocol/providers/models';

/** Those that have every word in their id or name, in any order. */
export const findModels = (models: readonly Model[], words: string): readonly Model[] => {
  const wanted = words.toLowerCase().split(/\s/).filter(Boolean);
  if (wanted.length === 0) return models;
  return models.filter(({ id, name }) => {
    const text = `${id} ${name}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
};
