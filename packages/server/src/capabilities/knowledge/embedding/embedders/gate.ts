import { createBearing, type BearingParts } from './bearing.ts';
import { EmbedderFailure } from './embedder-failure.ts';
import { createPlaces } from './places.ts';

/** Lets as many requests at once to an embedder as it bears. */
export interface Gate {
  /** Waits for a place, and until the embedder may be asked. */
  run<Value>(act: () => Promise<Value>, signal: AbortSignal): Promise<Value>;
  /** Without a place and without waiting: for whoever is waited for. */
  pass<Value>(act: () => Promise<Value>): Promise<Value>;
  setMost(most: number): void;
  /** Until it may be asked again. */
  readonly closedForMs: number;
}

export const createGate = (parts: BearingParts, stated: number): Gate => {
  const bearing = createBearing(parts, stated);
  const places = createPlaces(bearing);

  const pass = async <Value>(act: () => Promise<Value>): Promise<Value> => {
    const request = bearing.begin();
    try {
      const value = await act();
      request.succeeded();
      return value;
    } catch (error) {
      if (error instanceof EmbedderFailure && error.reason !== 'refuses_texts') request.failed(error);
      throw error;
    }
  };

  return {
    pass,
    async run(act, signal) {
      await places.enter(signal);
      try {
        return await pass(act);
      } finally {
        places.leave();
      }
    },
    setMost(most) {
      bearing.setMost(most);
      places.admit();
    },
    get closedForMs() {
      return bearing.closedForMs;
    },
  };
};
