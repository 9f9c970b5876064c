import { A_REFUND } from '../../../packages/proving/src/decisions/house.ts';
import { parsed, requestOf } from '../../../packages/proving/src/line.ts';
import { startRecordingSide } from './recording-side.ts';

const BODY = JSON.stringify(A_REFUND);

export const startFloor = (database: string, tool: string) =>
  startRecordingSide({
    name: 'floor.ts',
    argv: [database, tool],
    requests: (url) => {
      const submit = requestOf('POST', new URL('/decisions', url), {}, BODY);
      return {
        submit: () => submit,
        begin: async (ask) => parsed<{ id: string }>(await ask(submit)).id,
        approve: (id) => requestOf('POST', new URL(`/decisions/${id}/approve`, url), {}, '{}'),
      };
    },
  });
