import { z } from 'zod';
import { html, prose, type Html } from './html.ts';
import { fieldRows } from './schema.ts';

/** A table of what a schema holds; nothing where there is no schema. */
export const fields = (title: string, schema: z.ZodType | undefined, io: 'input' | 'output'): Html => {
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
              <td>${prose(means)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
};
