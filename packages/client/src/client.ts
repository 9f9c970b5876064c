import type { Contract, EventOf, FileType } from '@holdfast/protocol/contract';
import type { Topic } from '@holdfast/protocol/live/topic';
import type { SocketContract, SocketParams } from '@holdfast/protocol/sockets/socket-contract';
import type { Answer, Body } from './answer.ts';
import type { Arguments } from './arguments.ts';
import { download, type DownloadedFile } from './download.ts';
import type { FileBody } from './file-body.ts';
import { followEvents, type StreamOptions } from './follow-events.ts';
import { followLive, type Followed, type LiveNews } from './follow-live.ts';
import { followSocket, type ClientSocket, type SocketOptions } from './follow-socket.ts';
import { readAnswer } from './read-answer.ts';
import { prepareRequest } from './request.ts';
import { send } from './send.ts';
import type { CallOptions, ClientSettings } from './settings.ts';
import { upload } from './upload.ts';

export interface Client {
  /** Sends one request. Throws `HoldfastError` for a problem, `HoldfastUnreachable` when there is no answer. */
  readonly call: <const C extends Contract>(
    contract: C,
    given: Arguments<C>,
    options?: CallOptions,
  ) => Promise<Answer<C>>;
  /** The same for those who only want the body. */
  readonly bodyOf: <const C extends Contract>(
    contract: C,
    given: Arguments<C>,
    options?: CallOptions,
  ) => Promise<Body<C>>;
  /** Sends a file. A stream is sent as it is made, which browsers do over HTTP/2 only. */
  readonly upload: <const C extends Contract & { readonly takes: 'file' }>(
    contract: C,
    given: Arguments<C>,
    file: FileBody,
    options?: CallOptions,
  ) => Promise<Answer<C>>;
  /** Asks for a file and gives it as it comes. */
  readonly download: <const C extends Contract & { readonly produces: readonly FileType[] }>(
    contract: C,
    given: Arguments<C>,
    options?: CallOptions,
  ) => Promise<DownloadedFile>;
  /** Follows server-sent events across broken lines, until its signal is aborted or the loop is left. */
  readonly stream: <const C extends Contract>(
    contract: C,
    given: Arguments<C>,
    options?: StreamOptions,
  ) => AsyncGenerator<EventOf<C>, void, void>;
  /** Opens a socket and keeps it across broken lines, until it is closed or refused for good. */
  readonly socket: <const C extends SocketContract>(
    contract: C,
    params: SocketParams<C> & Readonly<Record<string, unknown>>,
    options: SocketOptions<C>,
  ) => ClientSocket<C>;
  /** Follows live events, typed by the topics' catalogue. */
  readonly live: <const T extends Topic>(
    topics: readonly Followed<T>[],
    options?: StreamOptions,
  ) => AsyncGenerator<LiveNews<T>, void, void>;
}

export const createClient = (settings: ClientSettings): Client => {
  const call: Client['call'] = (contract, given, options = {}) =>
    send(settings, prepareRequest(settings, contract, given, options), options, (response) =>
      readAnswer(settings, contract, response),
    );

  return {
    call,
    bodyOf: async (contract, given, options) => (await call(contract, given, options)).body,
    upload: (contract, given, file, options = {}) => upload(settings, contract, { given, file, options }),
    download: (contract, given, options = {}) => download(settings, contract, given, options),
    stream: (contract, given, options = {}) => followEvents(settings, contract, given, options),
    socket: (contract, params, options) => followSocket(settings, contract, params, options),
    live: (topics, options = {}) => followLive(settings, topics, options),
  };
};
