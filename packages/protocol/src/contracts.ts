import type { Contract } from './contract.ts';
import { listNodes } from './instance/list-nodes.ts';
import { listStores } from './instance/list-stores.ts';
import { getLiveness } from './process/liveness.ts';
import { getMetrics } from './process/metrics.ts';
import { getReadiness } from './process/readiness.ts';
import { getVersion } from './process/version.ts';
import { getLatestProofs } from './proofs/latest.ts';
import { listDeadLetters, redriveJob, redriveQueue } from './work/dead-letters.ts';
import { cancelJob, getJob, listJobs, retryJob } from './work/jobs.ts';
import { listInstanceQueues, listQueues } from './work/queues.ts';
import { listSchedules } from './work/schedules.ts';
import { followTopics } from './live/follow-topics.ts';
import { createTicket } from './sockets/create-ticket.ts';

/** Counts the changes of the wire; `fingerprint.test.ts` says when it must grow. */
export const PROTOCOL_VERSION = 3;

/** Every endpoint with a contract. OpenAPI, documents, clients and the generated proofs read this list. */
export const CONTRACTS: readonly Contract[] = [
  getLiveness,
  getReadiness,
  getVersion,
  getMetrics,
  getLatestProofs,
  listNodes,
  listStores,
  listQueues,
  listInstanceQueues,
  listJobs,
  getJob,
  retryJob,
  cancelJob,
  listDeadLetters,
  redriveQueue,
  redriveJob,
  listSchedules,
  createTicket,
  followTopics,
];
