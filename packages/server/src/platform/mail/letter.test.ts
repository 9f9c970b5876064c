import { expect, test } from 'vitest';
import { letterOf, oneLine, passedOn } from './letter.ts';

const letterTo = (greeting?: string) =>
  letterOf({
    subject: 'A subject',
    greeting,
    before: ['Before.'],
    link: { label: 'Open', url: 'https://holdfast.example/reset#abc' },
    after: ['After.'],
  });

test('the text says all of it in the order of the HTML', () => {
  expect(letterTo('Ada').text).toBe(
    'Hello Ada,\n\nBefore.\n\nhttps://holdfast.example/reset#abc\n\nAfter.\n\nHoldfast\n',
  );
  expect(letterTo().text).toMatch(/^Hello,\n/);
  expect(letterTo('Ada').html).toContain('<a href="https://holdfast.example/reset#abc">Open</a>');
});

test('a name is text in the HTML, whatever is in it', () => {
  const { html } = letterTo(`<img src=x onerror="alert('1')">&amp;`);
  expect(html).toContain('Hello &lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;,');
  expect(html).not.toContain('<img');
});

test('a name is one line, with nothing that turns the rest of it around, and not the whole letter', () => {
  expect(oneLine('Ada\r\n\r\nClick here:\u202E\u2028 \u0007now')).toBe('Ada Click here: now');
  expect(oneLine('\u{1F600}'.repeat(100))).toBe(`${'\u{1F600}'.repeat(60)}\u2026`);
});

test('what somebody else wrote is text in the HTML, with its lines, and stands above a line of ours', () => {
  const { text, html } = passedOn({ subject: 'News', text: 'One <b>line</b>\nand another\n\nThe end', below: 'Ours' });
  expect(text).toBe('One <b>line</b>\nand another\n\nThe end\n\n-- \nOurs\n');
  expect(html).toContain('<p>One &lt;b&gt;line&lt;/b&gt;<br>\nand another</p>\n<p>The end</p>\n<hr>\n<p>Ours</p>');
});
