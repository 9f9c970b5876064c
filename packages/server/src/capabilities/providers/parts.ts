import type { Audit } from '../../platform/audit/audit.ts';
import type { SecretBox } from '../../platform/crypto/secret-box.ts';
import type { MakeId } from '../../platform/ids/uuid7.ts';
import type { AskModels } from './asking/ask-models.ts';

/** What the acts on providers are made of. */
export interface ProviderActsParts {
  readonly audit: Audit;
  readonly secrets: SecretBox;
  readonly makeId: MakeId;
  readonly askModels: AskModels;
}
