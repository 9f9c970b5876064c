/** A short letter with one link. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface LetterParts {
  readonly subject: string;
  readonly greeting?: string | undefined;
  readonly before: readonly string[];
  readonly link: { readonly label: string; readonly url: string };
  readonly after: readonly string[];
}

export interface PassedOn {
  readonly subject: string;
  readonly text: string;
  readonly below: string;
}

/** The same in plain text and in HTML, which holds no picture and nothing from elsewhere. */
export const letterOf = ({ subject, greeting, before, link, after }: LetterParts): Letter => {
  const hello = greeting === undefined ? 'Hello,' : `Hello ${oneLine(greeting)},`;
  const paragraphs = [hello, ...before];
  return {
    subject,
    text: [...paragraphs, link.url, ...after, SIGNATURE].join('\n\n') + '\n',
    html: htmlOf([
      ...paragraphs.map(paragraph),
      `<p><a href="${escape(link.url)}">${escape(link.label)}</a></p>`,
      `<p>Or open this address:<br>${escape(link.url)}</p>`,
      ...[...after, SIGNATURE].map(paragraph),
    ]),
  };
};

/** What somebody else wrote, as it is, and below it a line of ours. */
export const passedOn = ({ subject, text, below }: PassedOn): Letter => ({
  subject,
  text: `${text}\n\n-- \n${below}\n`,
  html: htmlOf([...text.split(/\n{2,}/).map(paragraph), '<hr>', paragraph(below)]),
});

const htmlOf = (blocks: readonly string[]): string =>
  [
    '<!doctype html><html lang="en"><body style="font-family: system-ui, sans-serif; line-height: 1.5">',
    ...blocks,
    '</body></html>',
  ].join('\n');

const SIGNATURE = 'Holdfast';

const paragraph = (text: string): string => `<p>${escape(text).replaceAll('\n', '<br>\n')}</p>`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '');

const LONGEST_NAME = 60;

/** What somebody chose to be called, as part of a sentence of ours: one line, no signs that turn the rest around, not the whole letter. */
export const oneLine = (name: string, longest: number = LONGEST_NAME): string => {
  const line = name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  // oxlint-disable-next-line no-misused-spread -- cut between characters, not within one
  const letters = [...line];
  return letters.length > longest ? `${letters.slice(0, longest).join('')}\u2026` : line;
};
