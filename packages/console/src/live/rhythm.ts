import type { StreamState } from './live-stream.ts';

/**
 * How a page learns of changes: it asks; the server tells it; the server does not tell it any more, or will not; only
 * a person asks.
 */
export type Rhythm = 'asking' | 'told' | 'not told' | 'resting';

const RHYTHMS: Readonly<Record<StreamState, Rhythm>> = {
  off: 'asking',
  opening: 'asking',
  following: 'told',
  lost: 'not told',
  refused: 'not told',
};

export const rhythmOf = (state: StreamState): Rhythm => RHYTHMS[state];

/** The rhythms of a page as somebody hears of them. */
export interface HeardRhythm {
  readonly rhythm: Rhythm;
  readonly wasTold: boolean;
  readonly isLost: boolean;
  readonly news: string;
}

/** That a page is live from its start is no news, nor that it pauses while nobody looks. */
export const hearRhythm = (before: HeardRhythm | undefined, rhythm: Rhythm): HeardRhythm => {
  const { wasTold = false, isLost = false, news = '' } = before ?? {};
  if (rhythm === 'told') return { rhythm, wasTold: true, isLost: false, news: isLost ? 'Live again' : news };
  if (rhythm !== 'not told' || !wasTold || isLost) return { rhythm, wasTold, isLost, news };
  return { rhythm, wasTold, isLost: true, news: 'Not live any more: this page asks every 5 seconds' };
};
