import { fail } from '../failure.ts';

const COME_AGAIN_SECONDS = 5;

export interface Places {
  /** Fails while others have all places. Gives what gives the place back. */
  take(workspace: string): () => void;
}

export interface PlacesWish {
  /** Of one workspace on this node. */
  readonly atOnce: number;
  /** Behind their number, for whoever comes too late: `files of this workspace are on their way already.` */
  readonly taken: string;
}

/** What a workspace may have open at once on this node: files on their way, streams that are followed. */
export const createPlaces = ({ atOnce, taken: sentence }: PlacesWish): Places => {
  const taken = new Map<string, number>();
  return {
    take(workspace) {
      const count = taken.get(workspace) ?? 0;
      if (count >= atOnce)
        fail('rate_limited', { detail: `${atOnce} ${sentence}`, retryAfterSeconds: COME_AGAIN_SECONDS });
      taken.set(workspace, count + 1);
      return () => {
        const left = (taken.get(workspace) ?? 1) - 1;
        if (left === 0) taken.delete(workspace);
        else taken.set(workspace, left);
      };
    },
  };
};

/** What comes in pieces has its place from when the first is asked for until the last came, or nobody wants more. */
export async function* inPlace<Piece>(
  take: () => () => void,
  pieces: AsyncIterable<Piece>,
): AsyncGenerator<Piece, void, void> {
  const leave = take();
  try {
    yield* pieces;
  } finally {
    leave();
  }
}
