import { takeCoverage } from 'node:v8';
import { afterAll } from 'vitest';

// vitest ends its workers before Node would write their coverage by itself.
afterAll(() => {
  if (process.env['NODE_V8_COVERAGE']) takeCoverage();
});
