import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import { CostUsd, Tokens } from './usage.ts';

/** What the traces of one session, or of one user, come to. */
const Group = z.strictObject({
  traces: z.int(),
  errors: z.int().describe('Traces that failed.'),
  first: Timestamp,
  last: Timestamp.describe('When its latest trace began.'),
  tokens: Tokens,
  cost_usd: CostUsd,
});

export const TraceSession = z.strictObject({ session: z.string(), user: z.string().nullable(), ...Group.shape });
export type TraceSession = z.infer<typeof TraceSession>;

export const TraceUser = z.strictObject({ user: z.string(), sessions: z.int(), ...Group.shape });
export type TraceUser = z.infer<typeof TraceUser>;

const GroupQuery = PageQuery.extend({
  q: text(200, 1).optional().describe('Stands somewhere in its name, in any case.'),
});

export const listSessions = contract({
  name: 'traces.list_sessions',
  method: 'GET',
  path: '/api/v1/traces/sessions',
  summary: 'Sessions: what traces with one session.id come to, the latest first.',
  permission: 'traces:read',
  query: GroupQuery,
  answers: { 200: page(TraceSession) },
  failures: ['traces_unavailable'],
});

export const listUsers = contract({
  name: 'traces.list_users',
  method: 'GET',
  path: '/api/v1/traces/users',
  summary: 'Users: what traces with one user.id come to, the latest first.',
  permission: 'traces:read',
  query: GroupQuery,
  answers: { 200: page(TraceUser) },
  failures: ['traces_unavailable'],
});
