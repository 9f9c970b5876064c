import type { Model } from '@holdfast/protocol/providers/models';
import type { Timestamp } from '@holdfast/protocol/time';
import { timestampOf } from '../../../platform/clock/timestamp.ts';

type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const LONGEST = 200;

const isStorable = (value: string): boolean =>
  value.length <= LONGEST && value.isWellFormed() && !value.includes('\u0000');

interface Said {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly created_at?: Timestamp | null;
}

/** Undefined for a list of which nothing can be read. One entry that is odd takes no other away. */
export const modelsOf = (list: unknown, read: (entry: Fields) => Said): readonly Model[] | undefined => {
  if (!Array.isArray(list)) return undefined;
  const models = list.flatMap((entry: unknown): Model[] => {
    const { id, name, created_at = null } = read(fieldsOf(entry));
    if (id === undefined || !isStorable(id)) return [];
    return [{ id, name: name !== undefined && isStorable(name) ? name : id, created_at }];
  });
  return models.length === 0 && list.length > 0 ? undefined : models;
};

const LATEST_MS = Date.UTC(9999, 0);

/** A moment in milliseconds since 1970, as ours are written; null for one that is none. */
export const momentOf = (milliseconds: number): Timestamp | null =>
  milliseconds > 0 && milliseconds < LATEST_MS ? timestampOf(milliseconds) : null;
