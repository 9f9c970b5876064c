import { z } from 'zod';
import { contract } from '../contract.ts';

export const getMetrics = contract({
  name: 'process.metrics',
  method: 'GET',
  path: '/metrics',
  summary: 'Metrics for Prometheus. A direct request from the same machine needs no credentials.',
  permission: 'instance:manage',
  answers: { 200: z.string() },
  produces: 'text/plain',
});
