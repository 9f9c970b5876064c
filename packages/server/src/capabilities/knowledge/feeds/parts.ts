import type { SecretBox } from '../../../platform/crypto/secret-box.ts';
import type { Outbound } from '../../../platform/outbound/outbound.ts';
import type { ImportsParts } from '../imports/parts.ts';

export interface FeedsParts extends ImportsParts {
  readonly outbound: Outbound;
  readonly secrets: SecretBox;
  /** A factor around 1, by which pauses are spread. */
  readonly jitter: () => number;
}
