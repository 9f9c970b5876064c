import type { Audit } from '../../platform/audit/audit.ts';
import type { Capability } from '../../platform/capability.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { SecretBox } from '../../platform/crypto/secret-box.ts';
import type { Database } from '../../platform/database/database.ts';
import type { MakeId } from '../../platform/ids/uuid7.ts';
import type { Outbound } from '../../platform/outbound/outbound.ts';
import { createAskModels } from './asking/ask-models.ts';
import { createFlights } from './models/flights.ts';
import { createModelLists } from './models/model-lists.ts';
import { createReach, type ReachProvider } from './reach.ts';
import { providerRoutes } from './routes.ts';

export type { ReachedProvider, ReachProvider } from './reach.ts';

export interface Providers extends Capability {
  /** For whoever asks providers for other things than their models. */
  readonly reach: ReachProvider;
  /** Asks nobody any more. What was being asked, another node or the next start asks. */
  close(): Promise<void>;
}

export interface ProvidersParts {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly makeId: MakeId;
  readonly outbound: Outbound;
  readonly secrets: SecretBox;
  /** How long a list of models counts as new. */
  readonly modelsKeptForMs: number;
}

/** Providers of models: their keys, and which models they have. */
export const createProviders = (parts: ProvidersParts): Providers => {
  const { audit, secrets, makeId } = parts;
  const askModels = createAskModels(parts);
  const flights = createFlights({ ...parts, askModels });
  const modelLists = createModelLists({ flights, keptForMs: parts.modelsKeptForMs });
  return {
    endpoints: providerRoutes({ audit, secrets, makeId, askModels }, modelLists),
    reach: createReach(secrets),
    close: flights.close,
  };
};
