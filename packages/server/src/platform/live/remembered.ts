import type { MakeId } from '../ids/uuid7.ts';
import { createTails, type Happened, type Heard } from './tails.ts';

/** What a reader that was away gets, and of which topics something is gone. */
export interface Since {
  readonly events: readonly Heard[];
  readonly missed: readonly string[];
}

/** The last events, by the ids under which readers know them. */
export interface Remembered {
  add(happened: Happened, bytes: number): Heard;
  /** Something may be missing: from now on every id from before says so. */
  forget(): void;
  idOf(place: number): string;
  placeIn(workspace: string): number;
  since(workspace: string, topics: readonly string[], lastEventId: string | undefined): Since;
}

export const createRemembered = (makeId: MakeId): Remembered => {
  const tails = createTails();
  // places are this process's own: an id of another one is told that it may have missed something
  let here = makeId();
  const placeOf = (id: string): number | undefined => {
    const [process, place = ''] = id.split('.');
    return process === here && /^\d{1,15}$/.test(place) ? Number(place) : undefined;
  };

  return {
    add: tails.add,
    placeIn: tails.placeIn,
    idOf: (place) => `${here}.${place}`,
    forget() {
      here = makeId();
      tails.forget();
    },
    since(workspace, topics, lastEventId) {
      if (lastEventId === undefined) return { missed: [], events: [] };
      const place = placeOf(lastEventId);
      const found = topics.map((topic) => (place === undefined ? undefined : tails.after(workspace, topic, place)));
      return {
        missed: topics.filter((_, index) => found[index] === undefined),
        events: found.flatMap((events) => events ?? []).toSorted((one, other) => one.place - other.place),
      };
    },
  };
};
