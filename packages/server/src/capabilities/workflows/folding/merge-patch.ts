import { isFields, noFields, type Fields } from './object.ts';

/** RFC 7396, as its text has it. Neither of the two is changed. */
export const mergePatch = (target: unknown, patch: unknown): unknown => {
  if (!isFields(patch)) return patch;
  return mergeInto(isFields(target) ? mergeInto(noFields(), target, 'kept') : noFields(), patch);
};

/**
 * The same, into an object that is the caller's own: to copy a large state for each of many patches would cost more than
 * they do. Nothing of the patch is kept that could be changed later. Of what is `kept` no member is a removal.
 */
export const mergeInto = (own: Fields, patch: Readonly<Fields>, as: 'patch' | 'kept' = 'patch'): Fields => {
  for (const [key, value] of Object.entries(patch)) {
    if (value === null && as === 'patch') delete own[key];
    else if (isFields(value)) {
      const before = own[key];
      own[key] = mergeInto(isFields(before) ? before : noFields(), value, as);
    } else own[key] = value;
  }
  return own;
};

/** What the patches left that are kept no more. The object is the caller's own. */
export const readBase = (base: string | null): Fields =>
  // we wrote it, as the JSON of an object
  base === null ? noFields() : mergeInto(noFields(), JSON.parse(base) as Fields, 'kept');
