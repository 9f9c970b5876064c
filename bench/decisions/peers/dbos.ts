import { randomUUID } from 'node:crypto';
import { requestOf } from '../../../packages/proving/src/line.ts';
import { startRecordingSide } from '../sides/recording-side.ts';

/** A library: its workflows, and an HTTP server that starts and approves them, are one process. */
export const startDbos = (installed: string, database: string, tool: string) =>
  startRecordingSide({
    name: 'dbos-service.ts',
    argv: [installed, database, tool],
    requests: (url) => {
      const post = (path: string): Buffer => requestOf('POST', new URL(path, url), {}, '{}');
      return {
        submit: () => post(`/run/${randomUUID()}`),
        async begin(ask) {
          const id = randomUUID();
          await ask(post(`/run/${id}`));
          return id;
        },
        approve: (id) => post(`/approve/${id}`),
      };
    },
  });
