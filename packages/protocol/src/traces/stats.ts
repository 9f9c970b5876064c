import { z } from 'zod';
import { contract } from '../contract.ts';
import { Timestamp } from '../time.ts';

export const TraceStats = z.strictObject({
  received: Timestamp.nullable().describe(
    'When the latest spans of this workspace were acknowledged; null when none were since the start.',
  ),
  visible: Timestamp.nullable().describe('Whatever was acknowledged up to then is found by every query.'),
  spans: z.int().describe('How many are kept.'),
  traces: z.int(),
  bytes: z
    .int()
    .nullable()
    .describe('What the spans of all workspaces take on the disk; null for those who do not run the instance.'),
});
export type TraceStats = z.infer<typeof TraceStats>;

export const getTraceStats = contract({
  name: 'traces.stats',
  method: 'GET',
  path: '/api/v1/traces/stats',
  summary: 'How many spans there are, and how far queries see.',
  permission: 'traces:read',
  query: z.strictObject({
    wait_seconds: z
      .int()
      .min(0)
      .max(30)
      .default(0)
      .describe(
        'Answer when everything that was acknowledged before this request is visible, or when so much time is over.',
      ),
  }),
  answers: { 200: TraceStats },
  failures: ['traces_unavailable'],
  limits: { seconds: 40 },
});
