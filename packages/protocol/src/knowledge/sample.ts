import { contract } from '../contract.ts';
import { z } from 'zod';

export const downloadSample = contract({
  name: 'knowledge.download_sample',
  method: 'GET',
  path: '/api/v1/knowledge/sample',
  summary: 'Questions and answers about Holdfast itself, as a file to try an import with.',
  permission: 'knowledge:read',
  produces: ['text/csv'],
  answers: { 200: z.string() },
});
