import type { MetricEntry } from './metric-entry.ts';

/** What is counted of pairs, imports, embeddings and search. */
export const KNOWLEDGE_METRICS = {
  holdfast_knowledge_pairs: {
    kind: 'gauge',
    help: 'Pairs of questions and answers that are not removed, of all workspaces.',
    labels: [],
  },
  holdfast_embeddings_total: {
    kind: 'counter',
    help: 'Pairs by what became of their embedding: vector, kept (what is embedded of them had not changed) or failed.',
    labels: ['outcome'],
  },
  holdfast_embedding_seconds: {
    kind: 'histogram',
    help: 'Time of one request to an embedder, by whether it is built_in, local or of a provider.',
    labels: ['embedder'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
  holdfast_knowledge_search_seconds: {
    kind: 'histogram',
    help: 'Time of a search that was answered, by how it was done: fused, keyword, vector.',
    labels: ['mode'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  holdfast_knowledge_indexes: {
    kind: 'gauge',
    help: 'Workspaces whose search structures are in the memory of this node.',
    labels: [],
  },
  holdfast_knowledge_index_bytes: {
    kind: 'gauge',
    help: 'Memory that these search structures take.',
    labels: [],
  },
  holdfast_import_batches_total: {
    kind: 'counter',
    help: 'Batches of rows of imports by what became of them: committed, or failed and to be tried again.',
    labels: ['status'],
  },
  holdfast_import_rows_total: {
    kind: 'counter',
    help: 'Rows of imports by what became of them: added, changed, unchanged, duplicate, rejected.',
    labels: ['outcome'],
  },
  holdfast_import_seconds: {
    kind: 'histogram',
    help: 'Time from when an import was begun until it had ended, by how it ended.',
    labels: ['status'],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
  },
  holdfast_feed_pulls_total: {
    kind: 'counter',
    help: 'Pulls of feeds that have ended, by how: imported, unchanged, dead_letter, cancelled.',
    labels: ['status'],
  },
  holdfast_feed_attempts_total: {
    kind: 'counter',
    help: 'Requests for feeds by what became of them: imported, unchanged, failed.',
    labels: ['outcome'],
  },
  holdfast_feeds_failing: {
    kind: 'gauge',
    help: 'Feeds of all workspaces that are not paused, and whose last pull is a dead letter.',
    labels: [],
  },
} as const satisfies Readonly<Record<string, MetricEntry>>;
