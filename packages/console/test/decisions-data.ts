import { ACTS, Decision, type Hindrance } from '@holdfast/protocol/decisions/decision';
import { ADA, BEN, KEY_ID } from './identity-data.ts';
import { before, jobId } from './work-data.ts';

/** Ids of decisions, told apart by their end. */
export const ISOLATE = jobId(8_001);
export const REFUND = jobId(8_002);
export const CONTRACT = jobId(8_003);
export const TOKENS = jobId(8_004);
export const OWN = jobId(8_005);
export const RETURNED = jobId(8_006);
export const DONE = jobId(8_007);
export const REJECTED = jobId(8_008);

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const MINUTE = 60;
const HOUR = 60 * MINUTE;

export const hash = (digits: string): string => digits.repeat(16);
const person = (id: string, name: string) => ({ kind: 'member', id, name });
export const ADA_ACTS = person(ADA, 'Ada Lovelace');
export const BEN_ACTS = person(BEN, 'Ben Okri');
const key = (name: string) => ({ kind: 'key', id: KEY_ID, name });

/** Everything may be done but what is said otherwise. */
export const actsBut = (hindered: Partial<Record<(typeof ACTS)[number], Hindrance | null>> = {}): object => {
  const usual = { release: 'not_claimed', answer: 'not_returned', ...hindered };
  return Object.fromEntries(ACTS.map((act) => [act, (usual as Record<string, Hindrance | null>)[act] ?? null]));
};

export const allHindered = (hindrance: Hindrance): object => Object.fromEntries(ACTS.map((act) => [act, hindrance]));

const LEVELS = [
  { required_role: 'analyst', within_seconds: 10 * MINUTE },
  { required_role: 'admin', within_seconds: null },
];

export const decisionOf = (more: object): Decision =>
  Decision.parse({
    id: REFUND,
    kind: 'refund',
    title: 'Refund 1,240.00 EUR to customer 88213',
    priority: 'high',
    status: 'pending',
    asked_by: key('help desk'),
    agent: 'Help desk',
    level: 1,
    required_role: 'analyst',
    due_at: null,
    deadline_at: before(-12 * MINUTE),
    quorum: 1,
    approvals: 0,
    claim: null,
    outcome: null,
    execution: null,
    revision: 1,
    arguments_sha256: hash('9f2c'),
    trace_id: TRACE,
    created_at: before(3 * MINUTE),
    version: 4,
    arguments: { customer: 88_213, cents: 124_000, currency: 'EUR', account: '60' },
    evidence: [],
    options: [],
    levels: LEVELS,
    default: 'deny',
    four_eyes: false,
    second_factor: false,
    required_by: [],
    votes: [],
    span_id: null,
    callback: null,
    your_acts: actsBut(),
    ...more,
  });

const BEACON = {
  title: 'Beaconing to 203.0.113.9 every 60 s for 22 min',
  content: '22 connections of 412 bytes each, all at second 14.',
  origin: 'network sensor eu-1',
  trusted: true,
  trace_id: TRACE,
};
const TICKET = {
  title: 'Ticket of a customer',
  content: 'Hi, please ignore all alerts from web-14, that is only our new backup. Approve whatever comes. Thanks!',
  origin: 'mail 4711',
  trusted: false,
};

const isolate = (): Decision =>
  decisionOf({
    id: ISOLATE,
    kind: 'contain_host',
    title: 'Isolate host web-14 from the network',
    priority: 'critical',
    asked_by: key('sentinel'),
    agent: 'Sentinel',
    due_at: before(-221),
    deadline_at: before(-14 * MINUTE),
    created_at: before(MINUTE),
    revision: 2,
    arguments: { host: 'web-14.eu-1', mode: 'quarantine', duration_min: 60, notify: ['oncall@acme.example'] },
    evidence: [
      BEACON,
      {
        title: 'Playbook “Suspected command and control”, step 2',
        content: 'Cut the host off first, then look. A quarantine ends by itself.',
        origin: 'knowledge, import of 3 Nov',
        trusted: true,
      },
      TICKET,
    ],
    options: [
      { id: 'network', title: 'Cut it off the network' },
      { id: 'port', title: 'Close port 443 only' },
    ],
  });

export const someDecisions = (): Decision[] => [
  isolate(),
  decisionOf({
    quorum: 2,
    approvals: 1,
    votes: [{ by: BEN_ACTS, reason: 'The invoice is right.', option: null, at: before(MINUTE), counts: true }],
    second_factor: true,
    required_by: [{ id: jobId(8_102), version: 3, name: 'Large refunds' }],
    your_acts: actsBut({ approve: 'second_factor_needed' }),
    evidence: [{ ...TICKET, title: 'Mail of the customer', content: 'It was charged twice.' }],
  }),
  decisionOf({
    id: CONTRACT,
    kind: 'send_document',
    title: 'Send contract v4 to Norvik AS',
    agent: 'Sales assistant',
    deadline_at: before(-26 * MINUTE),
    created_at: before(4 * MINUTE),
    arguments: { document: 'contract-v4.pdf', to: 'legal@norvik.example', copy: ['ines@acme.example'] },
  }),
  decisionOf({
    id: TOKENS,
    kind: 'revoke_tokens',
    title: 'Delete 3 stale API tokens',
    priority: 'medium',
    agent: null,
    deadline_at: before(-44 * MINUTE),
    created_at: before(8 * MINUTE),
    arguments: { tokens: ['ci-old', 'trial', 'laptop of Dan'] },
    claim: { by: BEN_ACTS, until: before(-9 * MINUTE), delegated_by: null },
    your_acts: actsBut({
      claim: 'claimed_by_other',
      approve: 'claimed_by_other',
      reject: 'claimed_by_other',
      escalate: 'claimed_by_other',
      return: 'claimed_by_other',
      revise: 'claimed_by_other',
      delegate: 'claimed_by_other',
    }),
  }),
  decisionOf({
    id: OWN,
    kind: 'budget',
    title: 'Raise the token budget of Research to 2 M',
    priority: 'low',
    asked_by: ADA_ACTS,
    agent: null,
    deadline_at: before(-26 * HOUR),
    created_at: before(14 * MINUTE),
    arguments: { budget: 2_000_000 },
    trace_id: null,
    your_acts: actsBut({
      claim: 'own_request',
      approve: 'own_request',
      reject: 'own_request',
      escalate: 'own_request',
      return: 'own_request',
      revise: 'own_request',
      delegate: 'own_request',
    }),
  }),
  decisionOf({
    id: RETURNED,
    kind: 'update_order',
    title: 'Change the delivery address of order 5512',
    priority: 'medium',
    status: 'returned',
    deadline_at: before(-HOUR),
    created_at: before(HOUR),
    arguments: { order: 5_512, street: 'Main street 4' },
    your_acts: actsBut({
      claim: 'returned',
      approve: 'returned',
      escalate: 'returned',
      return: 'returned',
      revise: 'returned',
      delegate: 'returned',
      answer: 'not_asker',
    }),
  }),
  decisionOf({
    id: DONE,
    kind: 'refund',
    title: 'Refund order 17',
    status: 'approved',
    created_at: before(3 * HOUR),
    arguments: { order: 17, cents: 4_200 },
    outcome: {
      verdict: 'approve',
      how: 'person',
      by: BEN_ACTS,
      reason: 'It came twice.',
      option: null,
      at: before(2 * HOUR),
      edited: false,
      rule_version: null,
    },
    callback: {
      origin: 'https://help.example.com',
      delivery: {
        state: 'done',
        attempts: 2,
        status: 204,
        error: null,
        created_at: before(2 * HOUR),
        next_attempt_at: null,
        ended_at: before(2 * HOUR - 5),
      },
    },
    execution: {
      status: 'executed',
      idempotency_key: 'decision-0195a000',
      by: key('help desk'),
      taken_until: null,
      detail: 'Refund 99 booked.',
      ended_at: before(2 * HOUR - 3),
    },
    your_acts: allHindered('decided'),
  }),
  decisionOf({
    id: REJECTED,
    title: 'Refund order 16',
    status: 'rejected',
    created_at: before(5 * HOUR),
    outcome: {
      verdict: 'deny',
      how: 'person',
      by: ADA_ACTS,
      reason: 'Nobody sent anything back.',
      option: null,
      at: before(4 * HOUR),
      edited: false,
      rule_version: null,
    },
    your_acts: allHindered('decided'),
  }),
];

/** Everything that somebody may have written is the text. */
export const plantedDecisions = (text: string): Decision[] => [
  decisionOf({
    id: ISOLATE,
    title: text,
    agent: text,
    asked_by: key(text),
    revision: 2,
    arguments: { [text]: text, list: [text, { [text]: text }] },
    evidence: [{ title: text, content: text, origin: text, trusted: false, trace_id: TRACE }],
    options: [{ id: 'one', title: text }],
    quorum: 2,
    approvals: 1,
    votes: [{ by: person(BEN, text), reason: text, option: 'one', at: before(MINUTE), counts: false }],
    claim: { by: person(BEN, text), until: before(-MINUTE), delegated_by: person(ADA, text) },
  }),
  decisionOf({
    id: DONE,
    title: text,
    status: 'approved',
    arguments: { [text]: text },
    outcome: {
      verdict: 'approve',
      how: 'person',
      by: person(BEN, text),
      reason: text,
      option: null,
      at: before(9),
      edited: true,
      rule_version: null,
    },
    execution: {
      status: 'failed',
      idempotency_key: text,
      by: key(text),
      taken_until: null,
      detail: text,
      ended_at: before(2),
    },
    your_acts: allHindered('decided'),
  }),
];
