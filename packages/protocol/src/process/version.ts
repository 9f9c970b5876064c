import { z } from 'zod';
import { contract } from '../contract.ts';

export const BuildVersion = z.strictObject({
  version: z.string(),
  protocol: z.int().describe('Counts the changes of the wire.'),
  node: z.string(),
});

export type BuildVersion = z.infer<typeof BuildVersion>;

export const getVersion = contract({
  name: 'process.version',
  method: 'GET',
  path: '/version',
  summary: 'Which version this node runs.',
  permission: { open: 'clients choose by it before they have credentials' },
  limits: { rate: 'none' },
  answers: { 200: BuildVersion },
});
