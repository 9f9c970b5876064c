import { z } from 'zod';

export const PairId = z.uuid().brand<'PairId'>();
export type PairId = z.infer<typeof PairId>;

export const ImportId = z.uuid().brand<'ImportId'>();
export type ImportId = z.infer<typeof ImportId>;
