import { z } from 'zod';

export const PairId = z.uuid().brand<'PairId'>();
export type PairId = z.infer<typeof PairId>;

export const ImportId = z.uuid().brand<'ImportId'>();
export type ImportId = z.infer<typeof ImportId>;

export const FeedId = z.uuid().brand<'FeedId'>();
export type FeedId = z.infer<typeof FeedId>;

export const FeedPullId = z.uuid().brand<'FeedPullId'>();
export type FeedPullId = z.infer<typeof FeedPullId>;
