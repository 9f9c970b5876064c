const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSameList = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((value, index) => isSameJson(value, other[index]));

/** Whether two values say the same, in whatever order their keys stand. */
export const isSameJson = (one: unknown, other: unknown): boolean => {
  if (Array.isArray(one)) return Array.isArray(other) && isSameList(one, other);
  if (!isObject(one)) return one === other;
  if (!isObject(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSameJson(one[name], other[name]))
  );
};
