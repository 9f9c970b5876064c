import { createPostings, type Postings } from './postings.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

export interface Terms {
  readonly vocabulary: Vocabulary;
  readonly postings: Postings;
}

/** How many postings are moved before others have their turn: about two milliseconds. */
const AT_ONCE = 200_000;

/**
 * Writes terms and their postings anew, without slots that nobody needs any more: `movedTo` has the new slot of each that
 * stays, and -1 for the others. Goes on with every `next`, so that questions are answered in between.
 */
export const compactTerms = function* (from: Terms, movedTo: Int32Array): Generator<void, Terms> {
  const vocabulary = createVocabulary();
  const postings = createPostings();
  let moved = 0;
  for (let number = 0; number < from.vocabulary.size; number += 1) {
    let list: number | undefined;
    from.postings.read(number, (cells, first, end) => {
      moved += end - first;
      for (let at = first; at < end; at += 1) {
        const cell = cells[at] ?? 0;
        const slot = movedTo[cell >>> 8] ?? -1;
        if (slot === -1) continue;
        list ??= vocabulary.add(from.vocabulary.termOf(number));
        if (list === postings.lists) postings.addList();
        postings.add(list, ((slot << 8) | (cell & 0xff)) >>> 0);
      }
    });
    if (moved < AT_ONCE) continue;
    moved = 0;
    yield;
  }
  return { vocabulary, postings };
};
