import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';

test('the example of RFC 8785 comes out as the RFC has it', () => {
  const value: unknown = JSON.parse(
    String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
      "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
  );
  expect(canonical(value)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

test('keys come in the order of their code units, as the RFC sorts them', () => {
  const value: unknown = JSON.parse(
    String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew","1":"One","\ud83d\ude00":"Emoji","\u0080":"Control","\u00f6":"Latin"}`,
  );
  expect(Object.values(JSON.parse(canonical(value)) as object).slice(1)).toEqual([
    'Carriage Return',
    'Control',
    'Latin',
    'Euro Sign',
    'Emoji',
    'Hebrew',
  ]);
  expect(canonical(value).startsWith(String.raw`{"\r":`)).toBe(true);
});

test('a key that JavaScript knows is a key like any other', () => {
  expect(canonical(JSON.parse('{"b":1,"__proto__":{"x":[]},"a":{}}'))).toBe('{"__proto__":{"x":[]},"a":{},"b":1}');
});

test('what is equal has one text, and the text has the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonical(value);
      const again: unknown = JSON.parse(text);
      expect(canonical(again)).toBe(text);
      expect(again).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
