import { DECISION_METRICS } from './decision-metrics.ts';
import { KNOWLEDGE_METRICS } from './knowledge-metrics.ts';
import { NOTIFICATION_METRICS } from './notification-metrics.ts';
import type { MetricEntry } from './metric-entry.ts';

/** Every metric by name. A label never names a workspace, a member or a trace. */
export const METRICS = {
  holdfast_http_requests_total: {
    kind: 'counter',
    help: 'Answered HTTP requests.',
    labels: ['operation', 'status'],
  },
  holdfast_http_request_seconds: {
    kind: 'histogram',
    help: 'Time from the first byte of a request to its answer.',
    labels: ['operation'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
  holdfast_http_requests_in_flight: {
    kind: 'gauge',
    help: 'Requests being worked on.',
    labels: [],
  },
  holdfast_failures_total: {
    kind: 'counter',
    help: 'Failures by their code in the error book.',
    labels: ['code'],
  },
  holdfast_requests_limited_total: {
    kind: 'counter',
    help: 'Requests answered 429, by the limit that was used up.',
    labels: ['limit'],
  },
  holdfast_database_connections: {
    kind: 'gauge',
    help: 'Connections of the pool by state.',
    labels: ['state'],
  },
  holdfast_database_retries_total: {
    kind: 'counter',
    help: 'Transactions run again after a deadlock or serialization failure.',
    labels: ['reason'],
  },
  holdfast_outbound_requests_total: {
    kind: 'counter',
    help: 'Requests to other servers by what they were for and the class of their status, or why there was none.',
    labels: ['purpose', 'outcome'],
  },
  holdfast_outbound_request_seconds: {
    kind: 'histogram',
    help: 'Time of a request to another server, to the last byte of its answer.',
    labels: ['purpose'],
    buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
  },
  holdfast_mail_deliveries_total: {
    kind: 'counter',
    help: 'Recipients of mail by what the mail server said: accepted, temporary or permanent.',
    labels: ['outcome'],
  },
  holdfast_mcp_calls_total: {
    kind: 'counter',
    help: 'Calls of tools by MCP, by how they ended: answered, aborted, or the code of what failed.',
    labels: ['tool', 'outcome'],
  },
  holdfast_jobs_total: {
    kind: 'counter',
    help: 'Tries of jobs by how they ended.',
    labels: ['queue', 'outcome'],
  },
  holdfast_job_seconds: {
    kind: 'histogram',
    help: 'Time that a try of a job took.',
    labels: ['queue'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  },
  holdfast_job_wait_seconds: {
    kind: 'histogram',
    help: 'Time from when a job was to run until a worker took it.',
    labels: ['queue'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
  },
  holdfast_jobs_waiting: {
    kind: 'gauge',
    help: 'Jobs that may run now and are not taken yet, of all workspaces.',
    labels: ['queue'],
  },
  holdfast_jobs_dead: {
    kind: 'gauge',
    help: 'Dead letters, of all workspaces.',
    labels: ['queue'],
  },
  holdfast_sockets_open: {
    kind: 'gauge',
    help: 'Sockets by whether they are connected, or lost and still to be resumed.',
    labels: ['state'],
  },
  holdfast_sockets_closed_total: {
    kind: 'counter',
    help: 'Sockets that ended, by the reason in the book of close codes.',
    labels: ['operation', 'reason'],
  },
  holdfast_socket_messages_total: {
    kind: 'counter',
    help: 'Messages of sockets that were read or sent.',
    labels: ['operation', 'direction'],
  },
  holdfast_socket_messages_dropped_total: {
    kind: 'counter',
    help: 'Messages that were declared droppable and were dropped for a slow reader.',
    labels: ['operation'],
  },
  holdfast_socket_message_seconds: {
    kind: 'histogram',
    help: 'Time a message of a socket was worked on, without the streams it started.',
    labels: ['operation'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
  holdfast_live_events_total: {
    kind: 'counter',
    help: 'Live events that were published on this node.',
    labels: ['topic'],
  },
  holdfast_redis_lost_total: {
    kind: 'counter',
    help: 'How often Redis was there and then was not.',
    labels: [],
  },
  holdfast_redis_without_total: {
    kind: 'counter',
    help: 'What was done from this node\u2019s memory because Redis was away or late: values, counts, slots, messages, limits.',
    labels: ['what'],
  },
  holdfast_redis_reconciled_total: {
    kind: 'counter',
    help: 'Values, counts and slots of which this node told a Redis that it had just reached.',
    labels: ['what'],
  },
  holdfast_bus_gaps_total: {
    kind: 'counter',
    help: 'How often subscribers of this node were told that they may have missed messages.',
    labels: [],
  },
  holdfast_slots: {
    kind: 'gauge',
    help: 'Slots of this node by state: held, waiting.',
    labels: ['state'],
  },
  holdfast_nodes: {
    kind: 'gauge',
    help: 'Nodes of the instance as this one saw them at its last heartbeat: up, draining, silent.',
    labels: ['state'],
  },
  holdfast_nodes_gone_total: {
    kind: 'counter',
    help: 'Nodes that stopped without saying so, counted by the node that took them off the list.',
    labels: [],
  },
  holdfast_outbox_waiting: {
    kind: 'gauge',
    help: 'What was committed and is not told yet, of all workspaces: events, or webhooks that are not taken.',
    labels: ['feed'],
  },
  holdfast_outbox_oldest_seconds: {
    kind: 'gauge',
    help: 'Age of the oldest of those, 0 when there is none.',
    labels: ['feed'],
  },
  holdfast_outbox_dead: {
    kind: 'gauge',
    help: 'Webhooks that were given up and wait for somebody to look at them, of all workspaces.',
    labels: ['feed'],
  },
  holdfast_outbox_delivered_total: {
    kind: 'counter',
    help: 'Events told on the bus, jobs that they started, webhooks that were taken.',
    labels: ['feed'],
  },
  holdfast_outbox_failed_total: {
    kind: 'counter',
    help: 'Rounds of telling events, and tries of webhooks, that failed.',
    labels: ['feed'],
  },
  holdfast_sign_ins_total: {
    kind: 'counter',
    help: 'Tries to sign in with a password by what became of them: succeeded, wrong, code_needed, refused.',
    labels: ['outcome'],
  },
  holdfast_tries_refused_total: {
    kind: 'counter',
    help: 'Tries of secrets that were not looked at, by who had none left: address, instance, account, keys.',
    labels: ['guard'],
  },
  holdfast_sign_in_wait_seconds: {
    kind: 'histogram',
    help: 'Time that a sign-in waited for its turn.',
    labels: [],
    buckets: [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  holdfast_part_up: {
    kind: 'gauge',
    help: '1 while a part is ok, 0.5 while it is degraded, 0 while it is down.',
    labels: ['part'],
  },
  holdfast_audit_sealed_total: {
    kind: 'counter',
    help: 'Entries of the audit trail that were put into their chain.',
    labels: [],
  },
  holdfast_audit_unsealed_seconds: {
    kind: 'gauge',
    help: 'For how long the oldest entry of the audit trail has waited to be put into its chain.',
    labels: [],
  },
  holdfast_spans_total: {
    kind: 'counter',
    help: 'Spans that came to the index, by what became of them: stored, repeated, differing from what is kept, or completed.',
    labels: ['outcome'],
  },
  holdfast_spans_unreadable_total: {
    kind: 'counter',
    help: 'Received requests that could not be read into the index. They stay where they were received.',
    labels: [],
  },
  holdfast_spans_restarts_total: {
    kind: 'counter',
    help: 'How often the process that holds the spans ended and was started again.',
    labels: [],
  },
  holdfast_spans_lag_seconds: {
    kind: 'gauge',
    help: 'How long the spans have waited that were received first and are not found by queries yet.',
    labels: [],
  },
  holdfast_spans_kept: {
    kind: 'gauge',
    help: 'Spans in the index.',
    labels: [],
  },
  holdfast_spans_disk_bytes: {
    kind: 'gauge',
    help: 'What spans take on the disk: the log, sealed files, and the index.',
    labels: ['kind'],
  },
  holdfast_span_requests_total: {
    kind: 'counter',
    help: 'Requests with spans, by how they came (http, grpc, langfuse) and what became of them: stored, partial, empty, or the code of a failure.',
    labels: ['source', 'outcome'],
  },
  holdfast_span_request_bytes_total: {
    kind: 'counter',
    help: 'Bytes of requests with spans that were acknowledged, as protobuf and without compression.',
    labels: ['source'],
  },
  holdfast_span_ack_seconds: {
    kind: 'histogram',
    help: 'Time from the headers of a request with spans until they were durable.',
    labels: ['source'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
  holdfast_spans_accepted_total: {
    kind: 'counter',
    help: 'Spans that were acknowledged and are durable.',
    labels: ['source'],
  },
  holdfast_spans_rejected_total: {
    kind: 'counter',
    help: 'Spans that were rejected beside good ones, by what was wrong with them.',
    labels: ['fault'],
  },
  holdfast_span_bytes_in_flight: {
    kind: 'gauge',
    help: 'Bytes of requests with spans that are being read, judged or written.',
    labels: [],
  },
  holdfast_span_log_waiting_bytes: {
    kind: 'gauge',
    help: 'Bytes that wait to be durable in the log of spans.',
    labels: [],
  },
  ...KNOWLEDGE_METRICS,
  ...DECISION_METRICS,
  ...NOTIFICATION_METRICS,
} as const satisfies Readonly<Record<string, MetricEntry>>;

export type MetricName = keyof typeof METRICS;
