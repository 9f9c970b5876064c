import type { Http } from './http.ts';
import type { Reporter } from './scenario.ts';

/** What a scenario is given of a deployment that others use. It may ask and look; it may not change what it cannot take back. */
export interface Live {
  readonly http: Http;
  readonly report: Reporter;
  readonly signal: AbortSignal;
}

/** The part of a scenario that does no harm where real people work. */
export interface SafePart {
  /** What of the claim is judged, in one sentence. */
  readonly claim: string;
  run(live: Live): Promise<void>;
}
