import type { PrincipalId } from '@holdfast/protocol/ids';
import { expect, test } from 'vitest';
import { wantsOf } from '../preferences/wants.ts';
import { MOST_MAILS, MOST_UNREAD } from './load.ts';
import type { Notice } from './notice.ts';
import { plan } from './plan.ts';

const ADA = 'a' as PrincipalId;
const BEN = 'b' as PrincipalId;

const notice = (more: Partial<Notice> = {}): Notice => ({
  cause: 'c',
  topic: 'decision_urgent',
  to: [ADA],
  title: 'T',
  text: 't',
  path: '/p',
  object: 'o',
  ...more,
});

const ways = (
  notices: readonly Notice[],
  {
    said = [],
    unread = 0,
    mailedLately = 0,
    sendsMail = true,
  }: {
    readonly said?: Parameters<typeof wantsOf>[0];
    readonly unread?: number;
    readonly mailedLately?: number;
    readonly sendsMail?: boolean;
  } = {},
) =>
  plan(notices, { wants: wantsOf(said), sendsMail, loadOf: () => ({ unread, mailedLately }) }).map(
    ({ member, shown, mail }) => [member, shown, mail],
  );

test('what is urgent is mailed, what is not is in the inbox alone', () => {
  expect(ways([notice({ to: [ADA, BEN] })])).toEqual([
    [ADA, true, 'waiting'],
    [BEN, true, 'waiting'],
  ]);
  expect(ways([notice({ topic: 'decision_waits' })])).toEqual([[ADA, true, null]]);
  expect(ways([notice()], { sendsMail: false })).toEqual([[ADA, true, null]]);
});

test('each member is told as they said, and whoever wants nothing is told nothing', () => {
  const off = { member_id: ADA, topic: 'decision_urgent', wanted: false } as const;
  expect(ways([notice({ to: [ADA, BEN] })], { said: [{ ...off, channel: 'in_app' }] })).toEqual([
    [ADA, false, 'waiting'],
    [BEN, true, 'waiting'],
  ]);
  const said = [{ ...off, channel: 'in_app' } as const, { ...off, channel: 'email' } as const];
  expect(ways([notice()], { said })).toEqual([]);
});

test('mails beyond the most of an hour are held back, and are in the inbox', () => {
  expect(ways([notice(), notice({ cause: 'd' })], { mailedLately: MOST_MAILS - 1 })).toEqual([
    [ADA, true, 'waiting'],
    [ADA, true, 'held'],
  ]);
  const said = [{ member_id: ADA, topic: 'decision_urgent', channel: 'in_app', wanted: false }] as const;
  expect(ways([notice()], { said, mailedLately: MOST_MAILS })).toEqual([[ADA, true, 'held']]);
});

test('an inbox that nobody reads grows no further', () => {
  const waits = notice({ topic: 'decision_waits' });
  expect(ways([waits, { ...waits, cause: 'd' }], { unread: MOST_UNREAD - 1 })).toEqual([[ADA, true, null]]);
  expect(ways([notice()], { unread: MOST_UNREAD })).toEqual([[ADA, false, 'waiting']]);
});
