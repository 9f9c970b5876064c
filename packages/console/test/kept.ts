import { ApiProblem } from './fixture-route.ts';

interface Kept {
  readonly id: string;
  readonly version?: number;
}

/** Things that can be found, changed and taken away, as a table has them. */
export const kept = <Item extends Kept>(items: Item[]) => {
  const find = (id: string): Item =>
    items.find((item) => item.id === id) ?? ApiProblem.raise(404, 'not_found', 'There is no such thing.');
  return {
    find,
    list: () => ({ items: [...items], next_cursor: null }),
    of: (isIn: (item: Item) => boolean) => ({ items: items.filter(isIn), next_cursor: null }),
    add: (item: Item): Item => {
      items.unshift(item);
      return item;
    },
    change: (id: string, change: object, ifMatch?: string): Item => {
      const before = find(id);
      if (ifMatch !== undefined && ifMatch !== `"${before.version}"`)
        ApiProblem.raise(412, 'stale', 'It was changed meanwhile.');
      const after = { ...before, ...change, ...(before.version !== undefined && { version: before.version + 1 }) };
      items.splice(items.indexOf(before), 1, after);
      return after;
    },
    remove: (id: string): void => void items.splice(items.indexOf(find(id)), 1),
  };
};
