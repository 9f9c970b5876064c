import { z } from 'zod';
import { contract } from '../contract.ts';

export const getLiveness = contract({
  name: 'process.liveness',
  method: 'GET',
  path: '/livez',
  summary: 'Is the process alive. It does not look at its parts: a restart would not mend them.',
  permission: { open: 'supervisors ask it without credentials' },
  limits: { rate: 'none' },
  answers: { 200: z.strictObject({ status: z.literal('ok') }) },
});
