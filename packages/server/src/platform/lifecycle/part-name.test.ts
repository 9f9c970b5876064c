import { expect, test } from 'vitest';
import { partIs } from './part-name.ts';

test.each([
  ['data_folder', 'The data folder is degraded.'],
  ['database', 'The database is degraded.'],
  ['redis', 'Redis is degraded.'],
  ['mail', 'The mail server is degraded.'],
  ['jobs', 'Jobs are degraded.'],
  ['spans', 'Spans are degraded.'],
  ['otlp_grpc', 'The port for spans over gRPC is degraded.'],
  ['span_log', 'The span log is degraded.'],
])('%s is told of as people write it', (part, sentence) => {
  expect(partIs(part, 'degraded')).toBe(sentence);
});
