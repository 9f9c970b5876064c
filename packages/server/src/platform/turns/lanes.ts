/** Somebody who waits. */
export interface Place {
  readonly begin: () => void;
  readonly giveUp: (reason: unknown) => void;
}

/** Those who wait, in lanes that take turns: one who sends a hundred at once waits for the hundred, and whoever sends one for one of each. */
export interface Lanes {
  /** Undefined when there is room, or somebody who must make room for one in this lane; `full` when that is the one who comes. */
  overflow(lane: string): Place | 'full' | undefined;
  enter(lane: string, place: Place): void;
  /** Not an error when it has gone already. */
  leave(place: Place): void;
  /** The next whose turn it is; it waits no more. */
  next(): Place | undefined;
}

export const createLanes = (most: number): Lanes => {
  const lanes = new Map<string, Place[]>();
  let waiting = 0;

  const remove = (name: string, lane: Place[], place: Place): void => {
    lane.splice(lane.indexOf(place), 1);
    waiting -= 1;
    if (lane.length === 0) lanes.delete(name);
  };

  return {
    overflow(name) {
      if (waiting < most) return undefined;
      // whoever waits last in the longest lane makes room
      const longest = [...lanes.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
      const own = lanes.get(name)?.length ?? 0;
      return longest.length <= own + 1 ? 'full' : (longest.at(-1) ?? 'full');
    },
    enter(name, place) {
      const lane = lanes.get(name) ?? [];
      lane.push(place);
      lanes.set(name, lane);
      waiting += 1;
    },
    leave(place) {
      for (const [name, lane] of lanes) if (lane.includes(place)) remove(name, lane, place);
    },
    next() {
      const [name, lane = []] = lanes.entries().next().value ?? [];
      const place = lane[0];
      if (name === undefined || place === undefined) return undefined;
      remove(name, lane, place);
      // to the end of the lanes: each has its turn before this one has another
      if (lane.length > 0) {
        lanes.delete(name);
        lanes.set(name, lane);
      }
      return place;
    },
  };
};
