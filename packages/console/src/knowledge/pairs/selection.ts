/** Which things of a list are chosen, and the one chosen last, from which a stretch begins. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly last: string | undefined;
}

export const NOTHING_CHOSEN: Selection = { chosen: new Set(), last: undefined };

/** One more, or one less. */
export const toggled = ({ chosen }: Selection, id: string): Selection => {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return { chosen: next, last: id };
};

/** All from the one chosen last to this one, in the order of the list. Without a last one it is this one alone. */
export const stretched = (selection: Selection, ids: readonly string[], id: string): Selection => {
  const [from, to] = [ids.indexOf(selection.last ?? ''), ids.indexOf(id)];
  if (from === -1 || to === -1) return toggled(selection, id);
  const stretch = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { chosen: new Set([...selection.chosen, ...stretch]), last: id };
};

/** All of the list, or none when all are chosen. */
export const allOrNone = ({ chosen }: Selection, ids: readonly string[]): Selection =>
  ids.every((id) => chosen.has(id)) ? NOTHING_CHOSEN : { chosen: new Set(ids), last: undefined };
