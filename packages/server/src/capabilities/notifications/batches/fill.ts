import type { Data } from '@holdfast/protocol/notifications/batches';
import { refuseField } from '../../../platform/failure.ts';
import { oneLine } from '../../../platform/mail/letter.ts';

/** What the template is made into, for everybody of the batch. */
export interface Filled {
  readonly subject: string;
  readonly text: string;
}

const PLACE = /\{\{\s*([a-z][a-z0-9_]{0,49})\s*\}\}/g;
const BRACES = /\{\{|\}\}/;
const BLANK = 'becomes blank: nobody could tell what it is about';
const LONGEST_SUBJECT = 500;
/** Each inbox has its own copy. */
const LONGEST_TEXT = 20_000;

/**
 * Puts each value in its place, as text and once: what a value looks like means nothing. A name that has no value is told, and so are
 * braces that hold no name.
 */
export const fill = (template: Filled, data: Data): Filled => {
  const subject = oneLine(fillOne('subject', template.subject, data), Number.POSITIVE_INFINITY);
  const text = fillOne('text', template.text, data);
  if (subject === '') refuse('subject', BLANK);
  if (oneLine(text, Number.POSITIVE_INFINITY) === '') refuse('text', BLANK);
  if (subject.length > LONGEST_SUBJECT) refuse('subject', `becomes longer than ${LONGEST_SUBJECT} characters`);
  if (text.length > LONGEST_TEXT) refuse('text', `becomes longer than ${LONGEST_TEXT} characters`);
  return { subject, text };
};

const fillOne = (field: keyof Filled, template: string, data: Data): string => {
  if (BRACES.test(template.replaceAll(PLACE, '')))
    refuse(field, 'has {{ or }} that hold no name of a-z 0-9 _, a letter first');
  return template.replaceAll(PLACE, (_all, name: string) => String(valueOf(name, data)));
};

const valueOf = (name: string, data: Data): Data[string] => {
  const value = Object.hasOwn(data, name) ? data[name] : undefined;
  return value ?? refuseField(`/body/data/${name}`, 'missing', 'is needed by the template');
};

const refuse = (field: keyof Filled, why: string): never => refuseField(`/body/template/${field}`, 'template', why);
