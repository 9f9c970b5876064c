import { z } from 'zod';
import { contract } from '../contract.ts';

export const PartHealth = z.strictObject({
  status: z.enum(['ok', 'degraded', 'down']),
  detail: z.string().describe('One sentence: what is the matter and what to do about it. Empty when ok.'),
});
export type PartHealth = z.infer<typeof PartHealth>;

export const Readiness = z.strictObject({
  status: z
    .enum(['starting', 'ok', 'degraded', 'down', 'draining'])
    .describe('Requests are to be sent while it is ok or degraded.'),
  parts: z.record(z.string(), PartHealth),
});
export type Readiness = z.infer<typeof Readiness>;

export const getReadiness = contract({
  name: 'process.readiness',
  method: 'GET',
  path: '/readyz',
  summary: 'May this node be sent requests, and how is each of its parts.',
  permission: {
    open: 'load balancers and people at the door need it; it names parts and says nothing of their contents',
  },
  limits: { rate: 'none' },
  answers: { 200: Readiness, 503: Readiness },
});
