import { mergeInto } from './merge-patch.ts';
import { isFields, noFields, type Fields } from './object.ts';

/**
 * What many merge patches in a row do, as one. A merge patch cannot always say it: `{a: 1}` and then `{a: {b: 2}}` leave
 * `{a: {b: 2}}` whatever was there, which as a patch would keep what else was in `a`. So of each key an effect holds null for
 * a removal, an array with one value for what is put in the place of anything (a bare value where it is neither array nor
 * object), and an object for an effect on what is there. Read back from JSON it is the same.
 */
export type Effect = Fields;

export const noEffect = (): Effect => noFields();

/** Lets a patch come after what the effect does so far. The effect is the caller's own. */
export const absorb = (effect: Effect, patch: Readonly<Fields>): Effect => {
  for (const [key, value] of Object.entries(patch)) {
    effect[key] = isFields(value) ? absorbObject(effect[key], value) : constant(value);
  }
  return effect;
};

const constant = (value: unknown): unknown => (Array.isArray(value) ? [value] : value);

const absorbObject = (before: unknown, patch: Readonly<Fields>): unknown => {
  // nothing is said of this key: the patch meets whatever is there
  if (before === undefined) return absorb(noEffect(), patch);
  if (isFields(before)) return absorb(before, patch);
  const put: unknown = Array.isArray(before) ? before[0] : undefined;
  return [mergeInto(isFields(put) ? put : noFields(), patch)];
};

/** Lets an effect come after another, which is the caller's own. */
export const compose = (first: Effect, second: Readonly<Effect>): Effect => {
  for (const [key, value] of Object.entries(second)) {
    const before = first[key];
    if (!isFields(value)) first[key] = value;
    else if (before === undefined) first[key] = compose(noEffect(), value);
    else if (isFields(before)) first[key] = compose(before, value);
    else {
      const put: unknown = Array.isArray(before) ? before[0] : undefined;
      first[key] = [applyEffect(isFields(put) ? mergeInto(noFields(), put, 'kept') : noFields(), value)];
    }
  }
  return first;
};

/** Does to a state, which is the caller's own, what the patches would have done one by one. */
export const applyEffect = (state: Fields, effect: Readonly<Effect>): Fields => {
  for (const [key, value] of Object.entries(effect)) {
    if (value === null) delete state[key];
    else if (Array.isArray(value)) state[key] = isFields(value[0]) ? mergeInto(noFields(), value[0], 'kept') : value[0];
    else if (isFields(value)) {
      const before = state[key];
      state[key] = applyEffect(isFields(before) ? before : noFields(), value);
    } else state[key] = value;
  }
  return state;
};
