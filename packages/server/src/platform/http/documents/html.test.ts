import { contract } from '@holdfast/protocol/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { html, Html } from './html.ts';
import { documentsPage } from './page.ts';

test('what is put into a template is escaped, and what is HTML already is not', () => {
  expect(html`<p title="${'"\'&<>'}">${html`<b>${'<i>'}</b>`}</p>`.text).toBe(
    '<p title="&quot;&#39;&amp;&lt;&gt;"><b>&lt;i&gt;</b></p>',
  );
  expect(html`${[html`<a>`, html`<b>`]}${7}`.text).toBe('<a><b>7');
});

test('no text can leave its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(html`${text}`.text).not.toMatch(/[<>"']/);
      expect(html`${text}`).toBeInstanceOf(Html);
    }),
  );
});

test('a contract whose words are hostile makes a page that is not', () => {
  const hostile = '<script>alert(1)</script>"\'';
  const page = documentsPage(
    [
      contract({
        name: `x.${hostile}`,
        method: 'GET',
        path: `/${hostile}`,
        summary: hostile,
        permission: { open: hostile },
        query: z.strictObject({ [hostile]: z.string().default(hostile).describe(hostile) }),
        answers: { 200: z.strictObject({ a: z.enum([hostile]), b: z.literal(hostile) }) },
      }),
    ],
    hostile,
  );
  expect(page).not.toContain('<script');
  expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(5);
});
