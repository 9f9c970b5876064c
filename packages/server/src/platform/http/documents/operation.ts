import { isOpen, isSignedIn, type Contract, type Needs } from '@holdfast/protocol/contract';
import { errorEntry } from '@holdfast/protocol/errors/book';
import { z } from 'zod';
import { failuresFor } from '../openapi.ts';
import { html, type Html } from './html.ts';
import { fieldRows } from './schema.ts';

/** One endpoint: what it is for, who may call it, what it takes and answers. */
export const operationSection = (contract: Contract): Html => {
  const { name, method, path, summary, permission, params, query, body, answers, events } = contract;
  return html`<section id="${name}">
    <h3><span class="method">${method}</span> <code>${path}</code></h3>
    <p>${summary}</p>
    <p class="who">${whoMay(permission)}${headers(contract)}</p>
    ${fields('Path', params, 'input')}${fields('Query', query, 'input')}${fields('Body', body, 'input')}
    ${Object.entries(answers).map(([status, schema]) => answer(`Answer ${status}`, schema, contract))}
    ${Object.entries(events ?? {}).map(([event, schema]) => fields(`Event ${event}`, schema, 'output'))}
    <p class="failures">
      Can fail with
      ${failuresFor(contract).map((code) => html`<a href="#error-${code}"><code>${code}</code></a> <small>${errorEntry(code).status}</small> `)}
    </p>
  </section>`;
};

const whoMay = (permission: Needs): Html => {
  if (isOpen(permission)) return html`Open to everyone: ${permission.open}.`;
  if (isSignedIn(permission)) return html`For everybody who is signed in: ${permission.signedIn}.`;
  return html`Needs <code>${permission}</code>.`;
};

const headers = ({ precondition, idempotency, events }: Contract): Html =>
  html`${precondition === undefined ? '' : html` Send <code>If-Match</code> with the version you saw.`}${
    idempotency === undefined ? '' : html` <code>Idempotency-Key</code> is ${idempotency}.`
  }${events === undefined ? '' : html` Answers a stream; go on with <code>Last-Event-ID</code>.`}`;

const answer = (title: string, schema: z.ZodType, { produces }: Contract): Html =>
  produces === undefined
    ? fields(title, schema, 'output')
    : html`<h4>${title}</h4>
        <p class="who">${produces}.</p>`;

const fields = (title: string, schema: z.ZodType | undefined, io: 'input' | 'output'): Html => {
  if (schema === undefined) return html``;
  const rows = fieldRows(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
  if (rows.length === 0)
    return html`<h4>${title}</h4>
      <p class="who">Nothing.</p>`;
  return html`<h4>${title}</h4>
    <table>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Type</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ field, type, required, means }) =>
            html`<tr>
              <td><code>${field}</code>${required ? '' : html` <small>optional</small>`}</td>
              <td>${type}</td>
              <td>${means}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
};
