import { isOfAccount, isOpen, isSignedIn, type Contract, type Needs } from '@holdfast/protocol/contract';
import { errorEntry } from '@holdfast/protocol/errors/book';
import type { z } from 'zod';
import { failuresFor } from '../openapi.ts';
import { fields } from './fields.ts';
import { html, prose, type Html } from './html.ts';

/** One endpoint: what it is for, who may call it, what it takes and answers. */
export const operationSection = (contract: Contract): Html => {
  const { name, method, path, summary, permission, params, query, body, answers, events } = contract;
  return html`<section id="${name}">
    <h3><span class="method">${method}</span> <code>${path}</code></h3>
    <p>${prose(summary)}</p>
    <p class="who">${whoMay(permission)}${headers(contract)}</p>
    ${fields('Path', params, 'input')}${fields('Query', query, 'input')}${fields('Body', body, 'input')}
    ${alike(answers).map(([statuses, schema]) => answer(`Answer ${statuses}`, schema, contract))}
    ${Object.entries(events ?? {}).map(([event, schema]) => fields(`Event ${event}`, schema, 'output'))}
    <p class="failures">
      Can fail with
      ${failuresFor(contract).map((code) => html`<a href="#error-${code}"><code>${code}</code></a> <small>${errorEntry(code).status}</small> `)}
    </p>
  </section>`;
};

/** Statuses with one schema are one table. */
const alike = (answers: Contract['answers']): (readonly [string, z.ZodType])[] =>
  [...Map.groupBy(Object.entries(answers), ([, schema]) => schema)].map(
    ([schema, entries]) => [entries.map(([status]) => status).join(' and '), schema] as const,
  );

export const whoMay = (permission: Needs): Html => {
  if (isOpen(permission)) return html`Open to everyone: ${prose(permission.open)}.`;
  if (isSignedIn(permission)) return html`For everybody who is signed in: ${prose(permission.signedIn)}.`;
  if (isOfAccount(permission)) return html`For everybody who is signed in: ${prose(permission.account)}.`;
  return html`Needs <code>${permission}</code>.`;
};

const TAKES_FILE = html` Send a file: as the part <code>file</code> of multipart/form-data, with the fields of the query
  as parts beside it, or as the body itself.`;

const headers = ({ precondition, idempotency, events, takes }: Contract): Html =>
  html`${takes === undefined ? '' : TAKES_FILE}${precondition === undefined ? '' : html` Send <code>If-Match</code> with the version you saw.`}${
    idempotency === undefined ? '' : html` <code>Idempotency-Key</code> is ${idempotency}.`
  }${events === undefined ? '' : html` Answers a stream; go on with <code>Last-Event-ID</code>.`}`;

const answer = (title: string, schema: z.ZodType, { produces }: Contract): Html =>
  produces === undefined
    ? fields(title, schema, 'output')
    : html`<h4>${title}</h4>
        <p class="who">${typeof produces === 'object' ? `A file: ${produces.join(' or ')}` : produces}.</p>`;
