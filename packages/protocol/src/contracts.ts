import type { Contract } from './contract.ts';
import { listNodes } from './instance/list-nodes.ts';
import { listStores } from './instance/list-stores.ts';
import { getLiveness } from './process/liveness.ts';
import { getMetrics } from './process/metrics.ts';
import { getReadiness } from './process/readiness.ts';
import { getVersion } from './process/version.ts';

/** Counts the changes of the wire; `fingerprint.test.ts` says when it must grow. */
export const PROTOCOL_VERSION = 2;

/** Every endpoint with a contract. OpenAPI, documents, clients and the generated proofs read this list. */
export const CONTRACTS: readonly Contract[] = [
  getLiveness,
  getReadiness,
  getVersion,
  getMetrics,
  listNodes,
  listStores,
];
