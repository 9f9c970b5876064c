// Made by test/ground/write-tables.ts from the migrated database. Do not edit.
import type { Generated } from 'kysely';

export type Tables = {
  'auth.accounts': {
    id: string;
    email: string;
    email_key: string;
    name: string;
    password_hash: string | null;
    password_version: Generated<number>;
    operator: Generated<boolean>;
    deactivated_at: string | null;
    created_at: Generated<string>;
    version: Generated<number>;
    seen_at: string | null;
  };
  'auth.identities': {
    id: string;
    account_id: string;
    issuer: string;
    subject: string;
    added_at: Generated<string>;
    used_at: string | null;
  };
  'auth.key_places': {
    public_id: string;
    workspace_id: string;
    key_id: string;
  };
  'auth.known_places': {
    account_id: string;
    place: string;
    seen_at: Generated<string>;
  };
  'auth.password_resets': {
    token_hash: Buffer;
    account_id: string;
    expires_at: string;
    created_at: Generated<string>;
  };
  'auth.recovery_codes': {
    account_id: string;
    code_hash: Buffer;
  };
  'auth.second_factors': {
    account_id: string;
    secret: string;
    confirmed_at: string | null;
    last_step: number | null;
    created_at: Generated<string>;
  };
  'auth.setup': {
    is_only: Generated<boolean>;
    account_id: string;
    done_at: Generated<string>;
  };
  'auth.setup_tokens': {
    token_hash: Buffer;
    created_at: Generated<string>;
  };
  'auth.sign_ins': {
    id: string;
    account_id: string;
    kind: string;
    secret_hash: Buffer;
    second_factor: boolean;
    created_at: Generated<string>;
    proved_at: Generated<string>;
    seen_at: Generated<string>;
    idle_seconds: number;
    expires_at: string;
    address: string | null;
    agent: string | null;
  };
  'auth.tries': {
    name: string;
    level: number;
    at: string;
    refused: Generated<number>;
  };
  'holdfast.audit_entries': {
    workspace_id: string;
    id: string;
    at: string;
    action: string;
    actor_kind: string;
    actor_id: string | null;
    object_kind: string | null;
    object_id: string | null;
    facts: Generated<unknown>;
    personal_digest: Buffer | null;
    trace_id: string | null;
    number: number | null;
    hash: Buffer | null;
  };
  'holdfast.audit_heads': {
    workspace_id: string;
    number: number;
    hash: Buffer;
  };
  'holdfast.audit_personal': {
    workspace_id: string;
    entry_id: string;
    account_id: string | null;
    salt: Buffer;
    address: string | null;
    agent: string | null;
  };
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
  'identity.invitations': {
    workspace_id: string;
    id: string;
    email: string;
    email_key: string;
    role: string;
    token_hash: Buffer;
    invited_by: string | null;
    mail: Generated<string>;
    created_at: Generated<string>;
    expires_at: string;
    accepted_at: string | null;
    revoked_at: string | null;
  };
  'identity.keys': {
    workspace_id: string;
    id: string;
    public_id: string;
    secret_hash: Buffer;
    last_four: string;
    name: string;
    scopes: string[];
    created_by: string;
    created_at: Generated<string>;
    expires_at: string | null;
    revoked_at: string | null;
    used_at: string | null;
    replaces: string | null;
  };
  'identity.members': {
    workspace_id: string;
    id: string;
    account_id: string;
    role: string;
    deactivated_at: string | null;
    created_at: Generated<string>;
    version: Generated<number>;
  };
  'identity.workspaces': {
    workspace_id: string;
    name: string;
    second_factor_required: Generated<boolean>;
    created_at: Generated<string>;
    version: Generated<number>;
  };
  'prices.model_prices': {
    workspace_id: string;
    id: string;
    model: string;
    provider: string | null;
    valid_from: string | null;
    input: string;
    output: string;
    cache_read: string | null;
    cache_write: string | null;
    reasoning: string | null;
    created_at: Generated<string>;
    version: Generated<number>;
  };
  'providers.model_lists': {
    workspace_id: string;
    provider_id: string;
    models: unknown | null;
    fetched_at: string | null;
    attempt: Generated<number>;
    failure_code: string | null;
    failure_detail: string | null;
    failed_at: string | null;
    again_at: string | null;
    flight: string | null;
    flight_until: string | null;
  };
  'providers.providers': {
    workspace_id: string;
    id: string;
    name: string;
    kind: string;
    base_url: string | null;
    sealed_key: string | null;
    key_last_four: string | null;
    key_set_at: string | null;
    created_at: Generated<string>;
    version: Generated<number>;
  };
  'views.trace_views': {
    workspace_id: string;
    id: string;
    name: string;
    filters: unknown;
    shared: boolean;
    owner_id: string;
    owner_kind: string;
    created_at: Generated<string>;
    updated_at: Generated<string>;
    version: Generated<number>;
  };
  'workflows.folds': {
    workspace_id: string;
    workflow_id: string;
    level: number;
    after_time: string;
    after_node: string;
    after_sequence: number;
    through_time: string;
    through_node: string;
    through_sequence: number;
    patches: number;
    effect: string | null;
  };
  'workflows.nodes': {
    workspace_id: string;
    workflow_id: string;
    node: string;
    patches: number;
    last_sequence: number;
    last_time: string;
  };
  'workflows.patches': {
    workspace_id: string;
    workflow_id: string;
    node: string;
    sequence: number;
    time: string;
    patch: string;
    trace_id: string | null;
    span_id: string | null;
    received: number;
    received_at: Generated<string>;
  };
  'workflows.workflows': {
    workspace_id: string;
    workflow_id: string;
    patches: Generated<number>;
    bytes: Generated<number>;
    loose: Generated<number>;
    received: Generated<number>;
    differing: Generated<number>;
    first_time: string;
    last_time: string;
    updated_at: Generated<string>;
    kept_from: string | null;
    base: string | null;
    base_patches: Generated<number>;
  };
};
