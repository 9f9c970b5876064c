import { contentHash } from '../../embedding/content.ts';
import type { IndexedPair } from '../pair-index/pair-index.ts';

/** A pair as it comes from the database. */
export type PairText = Omit<IndexedPair, 'content'>;

export const toIndexed = (pair: PairText): IndexedPair => ({ ...pair, content: contentNumber(contentHash(pair)) });

/** As many bytes as a number holds exactly. */
export const contentNumber = (hash: Buffer): number => hash.readUIntBE(0, 6);
