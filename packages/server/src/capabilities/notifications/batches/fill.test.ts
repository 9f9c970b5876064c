import { expect, test } from 'vitest';
import type { Failure } from '../../../platform/failure.ts';
import { fill } from './fill.ts';

const refusalOf = (subject: string, text: string, data = {}): unknown => {
  try {
    return fill({ subject, text }, data);
  } catch (error) {
    return (error as Failure).details.fields;
  }
};

test('each value stands in its place, as text and once', () => {
  const data = { name: '{{count}} $& <b>', count: 3, done: false };
  expect(fill({ subject: 'Hi {{ name }}', text: '{{count}} of {{count}}, {{done}}, {{name}}' }, data)).toEqual({
    subject: 'Hi {{count}} $& <b>',
    text: '3 of 3, false, {{count}} $& <b>',
  });
});

test('a value cannot begin another header, nor another line of the subject', () => {
  const { subject, text } = fill({ subject: '{{a}}', text: '{{a}}' }, { a: 'x\r\nBcc: eve@example.com\u2028y' });
  expect(subject).toBe('x Bcc: eve@example.com y');
  expect(text).toContain('\r\n');
});

test('what hides or turns text round stands in no subject', () => {
  const hidden = 'gpj\u202efdp.exe\u200b\u2066!';
  expect(fill({ subject: 'Read {{a}}', text: '{{a}}' }, { a: hidden })).toEqual({
    subject: 'Read gpj fdp.exe !',
    text: hidden,
  });
});

test('what becomes blank is told, also when it only looks so', () => {
  for (const nothing of ['', '  ', '\u200b', '\u202e \n']) {
    expect(refusalOf('{{a}}', 'x', { a: nothing })).toMatchObject([{ pointer: '/body/template/subject' }]);
    expect(refusalOf('x', ' {{a}} ', { a: nothing })).toMatchObject([{ pointer: '/body/template/text' }]);
  }
});

test('a name without a value is told by its field, whatever else JavaScript finds under it', () => {
  for (const name of ['name', 'constructor', 'tostring'])
    expect(refusalOf('x', `{{${name}}}`)).toEqual([
      { pointer: `/body/data/${name}`, code: 'missing', detail: 'is needed by the template' },
    ]);
});

test('braces that hold no name are told, in both fields', () => {
  for (const bad of ['{{', '{{ }}', '{{Name}}', '{{a b}}', 'x }}'])
    expect(refusalOf(bad, 'x', { a: 1 })).toMatchObject([{ pointer: '/body/template/subject' }]);
  expect(refusalOf('x', '{{#each}}')).toMatchObject([{ pointer: '/body/template/text' }]);
});

test('what becomes too long is told', () => {
  expect(refusalOf('{{a}}', 'x', { a: 'y'.repeat(501) })).toMatchObject([{ pointer: '/body/template/subject' }]);
});
