import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { ProviderId } from '@holdfast/protocol/providers/providers';
import { pause } from '../../../platform/clock/pause.ts';
import type { SecretBox } from '../../../platform/crypto/secret-box.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { MakeId } from '../../../platform/ids/uuid7.ts';
import type { AskModels } from '../asking/ask-models.ts';
import { openKey } from '../sealed-key.ts';
import { findStored, type StoredProvider } from '../store.ts';
import { claimFlight, giveUpFlight, isStillAsked, landWith, landWithout } from './store.ts';

/** Has a provider asked by one for all who want to know, on every node. */
export interface Flights {
  /** Settles when something has come since this attempt, whoever asked. */
  fly(workspace: WorkspaceId, id: ProviderId, seen: number): Promise<void>;
  close(): Promise<void>;
}

export interface FlightParts {
  readonly database: Database;
  readonly secrets: SecretBox;
  readonly makeId: MakeId;
  readonly askModels: AskModels;
}

/** Longer than a provider may take: whoever holds it longer is gone. */
const LEASE_MS = 35_000;
const LOOK_EVERY_MS = 200;

export const createFlights = ({ database, secrets, makeId, askModels }: FlightParts): Flights => {
  const underWay = new Map<string, Promise<void>>();
  const closing = new AbortController();

  /** The key is opened in the transaction of the claim: one that cannot be opened claims nothing. */
  const claim = (workspace: WorkspaceId, id: ProviderId, seen: number) =>
    database.forWorkspace(workspace).write(async (tx) => {
      const flight = makeId();
      const provider = await findStored(tx, id);
      if (provider === undefined || !(await claimFlight(tx, { id, flight, seen, leaseMs: LEASE_MS }))) return undefined;
      return { flight, provider, key: keyOf(provider, workspace) };
    });

  const keyOf = (provider: StoredProvider, workspace: WorkspaceId): string | null =>
    provider.sealed_key === null ? null : openKey(secrets, provider.sealed_key, { ...provider, workspace });

  /** One look for everybody of this node who waits. */
  const untilAnotherHas = async (workspace: WorkspaceId, id: ProviderId, seen: number): Promise<void> => {
    const db = database.forWorkspace(workspace);
    while (await db.read((tx) => isStillAsked(tx, id, seen))) await pause(LOOK_EVERY_MS, closing.signal);
  };

  const run = async (workspace: WorkspaceId, id: ProviderId, seen: number): Promise<void> => {
    const claimed = await claim(workspace, id, seen);
    if (claimed === undefined) return untilAnotherHas(workspace, id, seen);
    const { flight, provider, key } = claimed;
    const db = database.forWorkspace(workspace);
    try {
      const listed = await askModels({ ...provider, key }, closing.signal);
      await db.write((tx) =>
        'models' in listed
          ? landWith(tx, { id, flight }, listed.models)
          : landWithout(tx, { id, flight }, listed.failure),
      );
    } catch (error) {
      await db.write((tx) => giveUpFlight(tx, { id, flight }));
      throw error;
    }
  };

  return {
    fly(workspace, id, seen) {
      const place = `${workspace} ${id}`;
      const known = underWay.get(place);
      if (known !== undefined) return known;
      const flight = run(workspace, id, seen).finally(() => underWay.delete(place));
      underWay.set(place, flight);
      return flight;
    },
    async close() {
      closing.abort(new Error('The node stops.'));
      await Promise.allSettled(underWay.values());
    },
  };
};
