import { expect, test } from 'vitest';
import { openWebSocket } from '../ground/raw-web-socket.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const system = useSystem();

test('a socket says who it is, and answers', async () => {
  const socket = await openWebSocket(system.url, { token: tokenOf('viewer') });
  expect(await socket.message('connection_established')).toMatchObject({
    seq: 1,
    outcome: 'new',
    resume_within_s: 120,
  });
  socket.say({ type: 'say', text: 'hello', client_msg_id: 'a' });
  expect(await socket.message('heard')).toMatchObject({ seq: 2, text: 'hello', room: 'kitchen', client_msg_id: 'a' });
});
