import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface KeyProxy {
  readonly server: Server;
  leadTo(url: string): void;
  close(): void;
}

/** For a client that brings no credentials. Whatever else it says goes on as it said it. */
export const createKeyProxy = (authorization: string): KeyProxy => {
  let target = '';
  const pass = (asked: IncomingMessage, answer: ServerResponse): void => {
    const { method, headers, url } = asked;
    const onward = request(new URL(url ?? '/', target), {
      ...(method === undefined ? {} : { method }),
      headers: { ...headers, authorization },
      setHost: false,
    });
    onward.on('response', (said) => {
      answer.writeHead(said.statusCode ?? 502, said.headers);
      said.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
  };
  const server = createServer(pass);
  return {
    server,
    leadTo: (url) => void (target = url),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
};
