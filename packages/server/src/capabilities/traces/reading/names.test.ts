import { getSpan } from '@holdfast/protocol/traces/spans';
import { expect, test } from 'vitest';
import { compileSchema } from '../../../platform/http/compile-schema.ts';

test('an attribute is answered whatever its name is, also one that objects have by themselves', () => {
  const shape = getSpan.answers[200].shape;
  const named = JSON.parse('{"__proto__":"a","constructor":"b","toString":{"__proto__":"c"}}') as unknown;
  for (const schema of [shape.attributes, shape.metadata, shape.resource, shape.scope])
    expect(JSON.stringify(compileSchema(schema).safeParse(named))).toBe(JSON.stringify({ success: true, data: named }));
  const events = [{ name: 'e', time_ns: '0', attributes: named, dropped_attributes: 0 }];
  expect(JSON.stringify(compileSchema(shape.events).safeParse(events))).toContain('"__proto__":"a"');
  for (const other of [null, [], 'text', 1])
    expect(compileSchema(shape.attributes).safeParse(other).success).toBe(false);
});
