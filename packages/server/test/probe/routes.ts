import { pause } from '../../src/platform/clock/pause.ts';
import { on, type Endpoint } from '../../src/platform/http/endpoint.ts';
import type { Platform } from '../../src/platform.ts';
import * as contracts from './contracts.ts';
import { fileEndpoints } from './files.ts';
import { createProbe } from './probe.ts';
import { probeThing, probeThings } from './topics.ts';

export const probeEndpoints = ({ makeId, live, revoke }: Platform): readonly Endpoint[] => {
  const probe = createProbe(makeId);
  return [
    on(contracts.createWorkspace, async (_ctx, { body }) => ({ id: makeId(), name: body.name })),
    on(contracts.createFolder, (ctx, { body }) => probe.addFolder(ctx, body.name)),
    on(contracts.createNote, (ctx, { body }) => probe.addNote(ctx, body)),
    on(contracts.createNotes, (ctx, { body }) =>
      probe.addNotes(
        ctx,
        body.mode,
        body.notes.map(({ title }) => title),
      ),
    ),
    on(contracts.listNotes, (ctx, { query }) => probe.listNotes(ctx, query)),
    on(contracts.getNote, (ctx, { params }) => probe.findNote(ctx, params.note_id)),
    on(contracts.changeNote, (ctx, { params, body, version }) =>
      probe.changeNote(ctx, params.note_id, version, { title: body.title, body: body.body }),
    ),
    on(contracts.deleteNote, async (ctx, { params }) => {
      await probe.removeNote(ctx, params.note_id);
      return undefined;
    }),
    on(contracts.getCounter, (ctx, { params }) => probe.readCounter(ctx, params.name)),
    on(contracts.move, (ctx, { body }) => probe.move(ctx, body)),
    on(contracts.slow, (ctx, { body }) => probe.takeLong(ctx, body)),
    on(contracts.stream, async ({ signal }, { query, lastEventId }) => numbers(query, numberIn(lastEventId), signal)),
    ...fileEndpoints(makeId),
    on(contracts.echo, async (_ctx, { body }) => body),
    on(contracts.tell, async ({ workspace }, { body }) => {
      const event = { event: 'thing_changed', data: { text: body.text } } as const;
      if (body.thing_id === undefined) await live.publish(workspace, probeThings, event);
      else await live.publish(workspace, probeThing, event, body.thing_id);
      return undefined;
    }),
    on(contracts.revoke, async ({ workspace }, { body }) => {
      await revoke({ workspace, principal: body.member, reason: body.reason });
      return undefined;
    }),
  ];
};

/** Only what was given out: from 1e308 on, one more is the same number. */
const numberIn = (id = ''): number => (/^\d{1,9}$/.test(id) ? Number(id) : 0);

async function* numbers(
  { count, every_ms, bytes }: { count: number; every_ms: number; bytes: number },
  after: number,
  signal: AbortSignal,
) {
  for (let number = after + 1; number <= after + count; number += 1) {
    yield { id: String(number), event: 'number' as const, data: { number, padding: 'x'.repeat(bytes) } };
    if (every_ms > 0) await pause(every_ms, signal);
  }
}
