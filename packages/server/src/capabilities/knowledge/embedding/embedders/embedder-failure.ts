/** Why an embedder gave no vectors. */
export type EmbedderReason =
  /** It says nothing, or fails by itself. */
  | 'away'
  /** It says that it is asked too much. */
  | 'busy'
  /** It does not know us, our key or the model: somebody must change something. */
  | 'refuses_us'
  /** Something is wrong with what it was given. */
  | 'refuses_texts'
  /** It answered, and not with the vectors that it was asked for. */
  | 'nonsense';

interface Details {
  readonly retryAfterMs?: number | undefined;
  readonly isKeyRefused?: boolean;
  readonly isForbidden?: boolean;
  readonly isLate?: boolean;
  readonly cause?: unknown;
}

/** Its message is for people: it names the provider and says what it said. */
export class EmbedderFailure extends Error {
  override readonly name = 'EmbedderFailure';
  readonly reason: EmbedderReason;
  /** Not to be asked again before, as it said itself. */
  readonly retryAfterMs: number | undefined;
  readonly isKeyRefused: boolean;
  /** By the rules for requests to other servers: it was not asked at all. */
  readonly isForbidden: boolean;
  readonly isLate: boolean;

  constructor(reason: EmbedderReason, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.reason = reason;
    this.retryAfterMs = details.retryAfterMs;
    this.isKeyRefused = details.isKeyRefused ?? false;
    this.isForbidden = details.isForbidden ?? false;
    this.isLate = details.isLate ?? false;
  }
}
