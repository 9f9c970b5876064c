import { CLOSE_BOOK, type CloseEntry } from '@holdfast/protocol/sockets/close-codes';
import { COMMON_RECEIVES, COMMON_SENDS, SUBPROTOCOL, WITH_TICKET } from '@holdfast/protocol/sockets/messages';
import type { IncomingMessage, OutgoingMessage, SocketContract } from '@holdfast/protocol/sockets/socket-contract';
import { fields } from './fields.ts';
import { html, prose, type Html } from './html.ts';

/** What is spoken on sockets: what all have in common, each of them, and why they close. */
export const socketsPart = (sockets: readonly SocketContract[]): Html =>
  sockets.length === 0
    ? html``
    : html`<h2 id="websockets">websockets</h2>
        <p>
          WebSockets on the port of HTTP. Messages are JSON as text with a <code>type</code>; those of the server carry
          <code>seq</code>. Offer the subprotocol <code>${SUBPROTOCOL}</code>; without credentials also
          <code>${WITH_TICKET}</code>, and send a <code>ticket</code> first.
        </p>
        ${sockets.map(socketSection)}
        <section id="websockets-common">
          <h3>On every socket</h3>
          ${received(COMMON_RECEIVES)}${sent(COMMON_SENDS)}
        </section>
        ${closeCodes()}`;

const socketSection = ({ name, path, summary, permission, params, receives, sends }: SocketContract): Html =>
  html`<section id="${name}">
    <h3><span class="method">WS</span> <code>${path}</code></h3>
    <p>${prose(summary)}</p>
    <p class="who">Needs <code>${permission}</code>.</p>
    ${fields('Path', params, 'input')}${received(receives)}${sent(sends)}
  </section>`;

const received = (messages: Readonly<Record<string, IncomingMessage>>): readonly Html[] =>
  Object.entries(messages).map(([type, message]) => fields(`To the server: ${type}`, message.fields, 'input'));

const sent = (messages: Readonly<Record<string, OutgoingMessage>>): readonly Html[] =>
  Object.entries(messages).map(([type, message]) => fields(`To the client: ${type}`, message.fields, 'output'));

const closeCodes = (): Html =>
  html`<section id="close-codes">
    <h3>Why a socket closes</h3>
    <table>
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col">Meaning</th>
          <th scope="col">What to do</th>
        </tr>
      </thead>
      <tbody>
        ${Object.entries<CloseEntry>(CLOSE_BOOK).map(
          ([reason, { code, means, act }]) =>
            html`<tr>
              <td><code>${code}</code> ${reason}</td>
              <td>${prose(means)}</td>
              <td>${prose(act)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
