import type { Contract } from '@holdfast/protocol/contract';
import { ERROR_BOOK } from '@holdfast/protocol/errors/book';
import type { ErrorEntry } from '@holdfast/protocol/errors/entry';
import type { Topic } from '@holdfast/protocol/live/topic';
import type { SocketContract } from '@holdfast/protocol/sockets/socket-contract';
import { html, prose, type Html } from './html.ts';
import { operationSection } from './operation.ts';
import { socketsPart } from './sockets.ts';
import { topicsPart } from './topics.ts';

export interface Documents {
  readonly contracts: readonly Contract[];
  readonly sockets: readonly SocketContract[];
  readonly topics: readonly Topic[];
  readonly version: string;
}

/** The whole API on one page that needs no script. */
export const documentsPage = ({ contracts, sockets, topics, version }: Documents): string => {
  const areas = [...Map.groupBy(contracts, ({ name }) => name.split('.')[0] ?? name)];
  const errors = Object.entries(ERROR_BOOK);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Holdfast API</title>
        <link rel="stylesheet" href="/docs/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the endpoints</a>
        <nav aria-label="Contents">
          <p class="brand"><a href="/">Holdfast</a> <small>${version}</small></p>
          <ul>
            ${areas.map(([area, of]) => areaLinks(area, of))}
            ${topics.length === 0 ? '' : html`<li><a href="#topics">topics</a></li>`}
            ${sockets.length === 0 ? '' : html`<li><a href="#websockets">websockets</a></li>`}
            <li><a href="#errors">errors</a></li>
          </ul>
        </nav>
        <main id="main">
          <h1>Holdfast API</h1>
          <p>
            JSON in snake_case, times in RFC 3339 UTC, ids UUIDv7, errors as
            <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> problems. Lists answer <code>items</code> and
            <code>next_cursor</code>. For programs: <a href="/openapi.json">openapi.json</a>.
          </p>
          ${areas.map(
            ([area, of]) =>
              html`<h2 id="area-${area}">${area}</h2>
                ${of.map(operationSection)}`,
          )}
          ${topicsPart(topics)} ${socketsPart(sockets)}
          <h2 id="errors">errors</h2>
          <p>
            Every error carries a <code>code</code> from this list and the <code>trace_id</code> under which the log
            knows it.
          </p>
          ${errors.map(([code, entry]) => errorSection(code, entry))}
        </main>
      </body>
    </html>`.text;
};

const areaLinks = (area: string, contracts: readonly Contract[]): Html =>
  html`<li>
    <a href="#area-${area}">${area}</a>
    <ul>
      ${contracts.map(
        ({ name, method, path }) =>
          html`<li>
            <a href="#${name}"><span class="method">${method}</span> ${path}</a>
          </li>`,
      )}
    </ul>
  </li>`;

const errorSection = (code: string, { status, title, means, act, retry }: ErrorEntry): Html =>
  html`<section id="error-${code}" class="error">
    <h3><code>${code}</code> <small>${status} ${title}</small></h3>
    <p>${prose(means)} <strong>${prose(act)}</strong>${retry ? ' The same call may succeed later.' : ''}</p>
  </section>`;
