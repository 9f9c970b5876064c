// Made by test/ground/write-tables.ts from the migrated database. Do not edit.
import type { Generated } from 'kysely';

export type Tables = {
  'holdfast.finished_jobs': {
    workspace_id: string;
    id: string;
    queue: string;
    name: string;
    state: string;
    priority: number;
    key: string | null;
    attempts: number;
    max_attempts: number;
    losses: number;
    node: string | null;
    error: string | null;
    history: unknown;
    log: unknown;
    created_at: string;
    run_at: string;
    started_at: string | null;
    finished_at: string;
  };
  'holdfast.idempotency_keys': {
    workspace_id: string;
    id: string;
    principal_id: string;
    operation: string;
    path: string;
    key: string;
    fingerprint: Buffer;
    status: number;
    headers: unknown;
    body: unknown | null;
    created_at: Generated<string>;
  };
  'holdfast.instance': {
    is_only: Generated<boolean>;
    id: Generated<string>;
  };
  'holdfast.job_workers': {
    id: string;
    node: string;
    lease_until: string;
  };
  'holdfast.jobs': {
    workspace_id: string;
    id: string;
    queue: string;
    name: string;
    stage: string;
    priority: Generated<number>;
    key: string | null;
    payload: unknown;
    traceparent: string | null;
    attempts: Generated<number>;
    max_attempts: number;
    losses: Generated<number>;
    fence: Generated<number>;
    worker_id: string | null;
    node: string | null;
    error: string | null;
    history: Generated<unknown>;
    log: Generated<unknown>;
    created_at: Generated<string>;
    run_at: Generated<string>;
    started_at: string | null;
    finished_at: string | null;
    cancel_asked_at: string | null;
    progress: unknown | null;
    state: Generated<string>;
  };
  'holdfast.migrations': {
    id: string;
    checksum: string;
    breaking: boolean;
    applied_at: Generated<string>;
  };
  'holdfast.nodes': {
    id: string;
    folder_id: string;
    role: string;
    version: string;
    host: string;
    url: string | null;
    shares_redis: boolean;
    redis_mark: string | null;
    embedded: boolean;
    key_id: string | null;
    draining: Generated<boolean>;
    started_at: string;
    seen_at: string;
  };
  'holdfast.outbox_deliveries': {
    workspace_id: string;
    event_id: string;
    target_id: string;
    kind: string;
    object_id: string;
    sequence: number;
    state: Generated<string>;
    attempts: Generated<number>;
    status: number | null;
    error: string | null;
    created_at: Generated<string>;
    ended_at: string | null;
  };
  'holdfast.outbox_events': {
    workspace_id: string;
    id: string;
    kind: string;
    object_id: string;
    sequence: number;
    position: number;
    type: string;
    data: unknown;
    jobs: unknown | null;
    live: unknown | null;
    traceparent: string | null;
    created_at: Generated<string>;
    relayed_at: string | null;
  };
  'holdfast.outbox_lanes': {
    workspace_id: string;
    target_id: string;
    kind: string;
    object_id: string;
    state: Generated<string>;
    due_at: Generated<string>;
    node_id: string | null;
    fence: Generated<number>;
    claimed_at: string | null;
  };
  'holdfast.outbox_objects': {
    workspace_id: string;
    kind: string;
    object_id: string;
    sequence: number;
  };
  'holdfast.schedules': {
    name: string;
    job: string;
    timing: string;
    missed: string;
    next_at: string;
    last_at: string | null;
  };
};
