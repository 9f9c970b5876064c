/** What stands behind each other from the first patch to the last: as many columns as can be told apart. */
export interface Lane {
  readonly name: string;
  readonly patches: number;
  /** How many patches are in each column. */
  readonly columns: readonly number[];
}

const COLUMNS = 240;
/** More of them would be too thin to see. */
const LANES = 7;
const OTHERS = 'other nodes';

/** One lane for each node, those with the most patches; all others share the last. */
export const lanesOf = (patches: readonly { readonly node: string }[]): readonly Lane[] => {
  const counts = new Map<string, number>();
  for (const { node } of patches) counts.set(node, (counts.get(node) ?? 0) + 1);
  const named = [...counts].toSorted(([, one], [, other]) => other - one).map(([node]) => node);
  const isShared = named.length > LANES;
  const own = isShared ? named.slice(0, LANES - 1) : named;
  const names = [...own.toSorted(), ...(isShared ? [OTHERS] : [])];
  const width = Math.min(COLUMNS, patches.length);
  const lanes = new Map(names.map((name) => [name, Array.from({ length: width }, () => 0)]));
  for (const [place, { node }] of patches.entries()) {
    const columns = lanes.get(own.includes(node) ? node : OTHERS);
    const column = columnOf(place, patches.length);
    if (columns !== undefined) columns[column] = (columns[column] ?? 0) + 1;
  }
  return [...lanes].map(([name, columns]) => ({ name, columns, patches: columns.reduce((sum, one) => sum + one, 0) }));
};

/** In which column a patch stands. */
export const columnOf = (place: number, patches: number): number =>
  Math.floor((place * Math.min(COLUMNS, patches)) / patches);
