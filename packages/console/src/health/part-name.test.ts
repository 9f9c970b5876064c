import { expect, test } from 'vitest';
import { partName } from './part-name.ts';

test.each([
  ['database', 'Database'],
  ['span_log', 'Span log'],
  ['otlp_http', 'OTLP over HTTP'],
  ['otlp_grpc', 'OTLP over gRPC'],
])('%s is read as %s', (part, name) => {
  expect(partName(part)).toBe(name);
});
