import { setImmediate as afterOthers } from 'node:timers/promises';
import { createPairIndex, type PairIndex } from '../pair-index/pair-index.ts';
import type { PackedVectors, Reply, Request } from './messages.ts';
import { toIndexed, type PairText } from './pair-text.ts';

/** All indexes of a thread. Questions are answered whatever else goes on. */
export interface IndexRoom {
  handle(request: Request): Promise<Reply>;
}

interface Lodging {
  readonly index: PairIndex;
  /** While it is compacted, nothing may be put. */
  compacting: Promise<void> | undefined;
}

export const createIndexRoom = (): IndexRoom => {
  const lodgings = new Map<number, Lodging>();
  const lodgingOf = (number: number): Lodging => {
    const lodging = lodgings.get(number) ?? { index: createPairIndex(), compacting: undefined };
    lodgings.set(number, lodging);
    return lodging;
  };

  return {
    async handle(request) {
      if (request.kind === 'drop') {
        lodgings.delete(request.index);
        return { kind: 'size', size: { pairs: 0, bytes: 0 } };
      }
      const lodging = lodgingOf(request.index);
      const { index } = lodging;
      switch (request.kind) {
        case 'ask':
          return { kind: 'hits', hits: index.ask(request.asked) };
        case 'pairs':
          await lodging.compacting;
          for (const id of request.removed) index.remove(id);
          await putPairs(index, request.pairs);
          if (index.needsCompacting) lodging.compacting = compact(lodging);
          break;
        case 'vectors':
          putVectors(index, request.vectors);
          break;
        case 'keep_space':
          index.dropSpacesBut(request.space);
          break;
      }
      return { kind: 'size', size: { pairs: index.pairs, bytes: index.bytes } };
    },
  };
};

/** Characters that are read in about ten milliseconds. */
const READ_AT_ONCE = 100_000;

const putPairs = async (index: PairIndex, pairs: readonly PairText[]): Promise<void> => {
  let read = 0;
  for (const pair of pairs) {
    index.put(toIndexed(pair));
    read += pair.phrasings.reduce((sum, { length }) => sum + length, pair.question.length + pair.answer.length);
    if (read < READ_AT_ONCE) continue;
    read = 0;
    await afterOthers();
  }
};

const compact = async (lodging: Lodging): Promise<void> => {
  for (const _step of lodging.index.compact()) await afterOthers();
  lodging.compacting = undefined;
};

const putVectors = (index: PairIndex, { space, dimensions, numbers, made, without }: PackedVectors): void => {
  for (const [place, { id, content }] of made.entries())
    index.putVector(space, { id, content, vector: numbers.subarray(place * dimensions, (place + 1) * dimensions) });
  for (const id of without) index.putVector(space, { id, content: 0, vector: undefined });
};
