/** Every event by name: what happened, once, with the fields that say to what. Log lines use these names. */
export interface EventEntry {
  readonly means: string;
  readonly fields: readonly string[];
}

export const EVENTS = {
  process_started: { means: 'The node takes requests.', fields: ['url', 'took_ms', 'version'] },
  process_draining: { means: 'The node takes nothing new and finishes what it has.', fields: ['reason'] },
  process_stopped: { means: 'The node has stopped.', fields: ['took_ms'] },
  part_changed: { means: 'A part of the node changed its health.', fields: ['part', 'status', 'detail'] },
  request_failed: {
    means: 'A request was answered with an error; its level is the error\u2019s in the book.',
    fields: ['code', 'status', 'method', 'path'],
  },
  outbound_failed: {
    means: 'A request to another server brought nothing; the origin is told and never the path.',
    fields: ['purpose', 'origin', 'reason', 'took_ms', 'cause'],
  },
  mail_failed: {
    means: 'A message was not taken for all of its recipients.',
    fields: ['recipients', 'temporary', 'permanent'],
  },
  proofs_unreadable: { means: 'The report of the proofs in the data folder cannot be shown.', fields: ['why'] },
  redis_differs: {
    means: 'Another node shares another Redis: what may be lost is not kept together.',
    fields: ['node', 'host'],
  },
  redis_lost: { means: 'Redis is away; the node goes on from its own memory.', fields: ['reason'] },
  redis_joined: { means: 'Redis is here, and both sides know what the other does.', fields: ['took_ms'] },
  node_gone: { means: 'A node stopped without saying so and was taken off the list.', fields: ['node', 'host'] },
  job_try_failed: {
    means: 'A try of a job failed, and there will be another.',
    fields: ['job', 'job_id', 'queue', 'attempt', 'outcome', 'reason'],
  },
  job_given_up: {
    means: 'A job became a dead letter: it waits for somebody to look at it.',
    fields: ['job', 'job_id', 'queue', 'attempt', 'outcome', 'reason'],
  },
  job_worker_lost: {
    means: 'A process that ran jobs stopped answering, and one of its jobs was taken back.',
    fields: ['job', 'job_id', 'queue', 'node', 'became'],
  },
  jobs_lease_lost: {
    means: 'This process did not renew its lease in time; others have its jobs.',
    fields: ['silent_ms'],
  },
  socket_closed: {
    means: 'A socket ended.',
    fields: ['operation', 'reason', 'seconds'],
  },
  socket_message_failed: {
    means: 'A message of a socket was answered with an error; its level is the error\u2019s in the book.',
    fields: ['code', 'operation', 'about'],
  },
  sign_in_revoked: { means: 'What a sign-in, key or principal had left open is ended.', fields: ['closed'] },
  outbox_relay_failed: { means: 'Events of the outbox could not be told; they wait and are tried again.', fields: [] },
  webhook_try_failed: {
    means: 'A try of a webhook failed, and there will be another.',
    fields: ['event_id', 'type', 'target', 'attempt', 'status', 'reason'],
  },
  webhook_given_up: {
    means: 'A webhook became a dead letter; later events of its object go on.',
    fields: ['event_id', 'type', 'target', 'attempt', 'status', 'reason'],
  },
  webhook_gone: {
    means: 'The receiver of a webhook answered 410, gone for good, and the webhook was disabled.',
    fields: ['target'],
  },
  sign_in_held_back: {
    means: 'Strangers have used up the tries of an account, which answers them less and less often.',
    fields: ['account'],
  },
  setup_waits: { means: 'Nobody has set the instance up yet.', fields: ['file'] },
  audit_unsealed: {
    means: 'Entries of the audit trail could not be put into their chain; they wait.',
    fields: ['workspace'],
  },
  audit_head: {
    means:
      'Where the chain of a workspace ends, once an hour when it moved. Kept elsewhere, it shows whether the chain was written anew.',
    fields: ['workspace', 'number', 'hash'],
  },
  oidc_failed: {
    means: 'A sign-in at an OpenID Connect issuer came to nothing.',
    fields: ['issuer', 'problem', 'reason'],
  },
  span_port_opened: { means: 'A port takes spans.', fields: ['transport', 'url'] },
  own_traces_unread: {
    means: 'Holdfast keeps its own requests among the traces of a workspace that does not exist.',
    fields: ['workspace'],
  },
  span_log_recovered: {
    means: 'The log of spans was looked through after a stop that was not in order.',
    fields: ['torn_bytes'],
  },
  span_log_damaged: {
    means: 'Spans that were acknowledged cannot be read any more; a copy of the damaged bytes is kept.',
    fields: ['segment', 'at', 'length', 'why', 'copy'],
  },
  import_job_status_changed: {
    means: 'An import was accepted, is worked on, or has ended.',
    fields: ['import_id', 'status', 'was'],
  },
  feed_pull_ended: {
    means: 'A feed was pulled, brought nothing new, or was given up as a dead letter.',
    fields: ['feed_id', 'pull_id', 'status', 'attempts', 'import_id'],
  },
  decision_submitted: { means: 'A decision was asked for.', fields: ['decision_id', 'kind', 'priority'] },
  decision_decided: {
    means: 'A decision ended: somebody decided it, a rule or its deadline did, or it was taken back.',
    fields: ['decision_id', 'kind', 'status', 'how', 'verdict'],
  },
  decision_executed: {
    means: 'Whoever asked reported how an approved action ended.',
    fields: ['decision_id', 'kind', 'status'],
  },
  notification_batch_ended: {
    means: 'Everybody of a message to many was reached, or is known not to be.',
    fields: ['batch_id', 'channel', 'sent', 'failed', 'skipped'],
  },
  migration_applied: { means: 'The schema of the database moved one step.', fields: ['migration', 'took_ms'] },
  spans_set_aside: {
    means: 'The index of spans could not be used, was moved aside, and is built anew from what was received.',
    fields: ['file', 'why'],
  },
  spans_rebuilt: { means: 'The index of spans is whole again.', fields: ['spans', 'took_ms'] },
  spans_damaged: {
    means:
      'Bytes of a sealed file are damaged: what was sent of the spans in them is lost unless the file is restored.',
    fields: ['file', 'at', 'length'],
  },
  embedder_failed: {
    means: 'An embedder gives nothing. Pairs wait for their vectors, are found by their words, and are embedded later.',
    fields: ['reason'],
  },
} as const satisfies Readonly<Record<string, EventEntry>>;

export type EventName = keyof typeof EVENTS;
