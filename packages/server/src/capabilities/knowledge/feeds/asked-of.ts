import type { Asked } from '../imports/asked.ts';
import type { FeedSource } from './store/feeds.ts';

/** How what comes of a feed is to be read. */
export const askedOf = ({ encoding, mapping }: Pick<FeedSource, 'encoding' | 'mapping'>): Asked => ({
  ...(encoding === null ? {} : { encoding }),
  ...(mapping === null ? {} : { mapping }),
});
