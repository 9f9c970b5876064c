import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';

const waiting = new WeakMap<IncomingMessage, ServerResponse>();

/** Whoever asks before sending a body is told to go on when the headers have let it in, and not before. */
export const holdContinue = (app: FastifyInstance): void => {
  app.server.on('checkContinue', (request, response) => {
    waiting.set(request, response);
    app.server.emit('request', request, response);
  });
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    sayContinue(request);
    done();
  });
};

export const sayContinue = ({ raw }: FastifyRequest): void => {
  waiting.get(raw)?.writeContinue();
  waiting.delete(raw);
};
