import { contract } from '@holdfast/protocol/contract';
import type { Permission } from '@holdfast/protocol/permissions';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Context } from '../../http/context.ts';
import { on } from '../../http/endpoint.ts';
import { createToolbox } from './toolbox.ts';
import { tool, type AboutTool, type ToolContract } from './tool.ts';

const ABOUT: AboutTool = { name: 'find_note', title: 'Find', description: 'Finds a note.', reads: true };

const findNote = contract({
  name: 'notes.find',
  method: 'GET',
  path: '/notes',
  summary: 'A note.',
  permission: 'knowledge:read',
  query: z.strictObject({ title: z.string() }),
  answers: { 200: z.strictObject({ text: z.string() }) },
});

const noteEndpoint = on(findNote, async () => ({ text: 'Hello.' }));

const whoMay = (...permissions: Permission[]): Pick<Context, 'principal'> => ({
  // nothing else is asked of a principal
  principal: { permissions: new Set(permissions) } as unknown as Context['principal'],
});

test('a tool is there for whoever has its permission', () => {
  const box = createToolbox([tool(findNote, ABOUT)], [noteEndpoint]);
  expect(box.of(whoMay('knowledge:read')).map(({ name }) => name)).toEqual(['find_note']);
  expect(box.of(whoMay('decisions:read'))).toEqual([]);
});

const open = contract({ ...findNote, permission: { open: 'anybody may' } });
const signedIn = contract({ ...findNote, permission: { signedIn: 'every member may' } });

// @ts-expect-error a tool without a permission does not compile
tool(open, ABOUT);
// @ts-expect-error nor one for whoever is signed in
tool(signedIn, ABOUT);

test.each([
  ['no permission', { permission: { open: 'anybody may' } }, 'needs no permission'],
  ['a secret to show', { needsProof: true }, 'needs a secret to be shown'],
  ['a stream for an answer', { events: { told: z.string() } }, 'something other than an object'],
  ['a file for an answer', { produces: ['text/csv'] }, 'something other than an object'],
  ['a body that is a list', { body: z.array(z.string()) }, 'its body is not an object'],
  ['a field in two places', { body: z.strictObject({ title: z.string() }) }, 'has the field title twice'],
])('an endpoint with %s is no tool, whatever its types were told', (_what, more, why) => {
  const other = { ...findNote, ...more } as unknown as ToolContract;
  const endpoint = { ...noteEndpoint, contract: other };
  expect(() => createToolbox([tool(other, ABOUT)], [endpoint])).toThrow(why);
});

test('a tool that nothing answers, a name that is none, and two of one name end the start', () => {
  const one = tool(findNote, ABOUT);
  expect(() => createToolbox([one], [])).toThrow('nothing answers notes.find');
  expect(() => createToolbox([tool(findNote, { ...ABOUT, name: 'Find Note' })], [noteEndpoint])).toThrow('its name');
  expect(() => createToolbox([one, one], [noteEndpoint])).toThrow('Two tools have one name');
});
