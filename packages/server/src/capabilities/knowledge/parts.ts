import type { SecretBox } from '../../platform/crypto/secret-box.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Outbound } from '../../platform/outbound/outbound.ts';
import type { ReachProvider } from '../providers/index.ts';
import type { ImportsParts } from './imports/parts.ts';

export interface KnowledgeParts extends Omit<ImportsParts, 'onPairs' | 'limits' | 'surveyTurns'> {
  readonly importLimits: ImportsParts['limits'];
  readonly log: Log;
  readonly outbound: Outbound;
  readonly reach: ReachProvider;
  readonly secrets: SecretBox;
  /** How long the embedder of a provider may take for one answer. */
  readonly embedderTimeoutMs: number;
  /** Where transformers lie that run on this instance; undefined where nobody put any. */
  readonly transformersFolder: string | undefined;
  /** What search structures may take of the memory of this node. */
  readonly searchBytes: number;
}
