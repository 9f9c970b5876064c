import { answerDecision } from '@holdfast/protocol/decisions/acts';
import { getDecision, submitDecision } from '@holdfast/protocol/decisions/decisions';
import type { Decision } from '@holdfast/protocol/decisions/decision';
import { DecisionId } from '@holdfast/protocol/decisions/ids';
import { z } from 'zod';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { createFindings } from '../../../platform/http/invalid-fields.ts';
import type { TaskKeeper, TaskNow } from '../../../platform/mcp/tasks/task-keeper.ts';
import { cancel } from '../acts/deciding.ts';
import { answer } from '../acts/revising.ts';
import { find } from '../looking.ts';
import { findAsked, listAsked, type Asked } from '../store/asked.ts';
import { statesOf } from '../waiting/states.ts';
import type { WaitingParts } from '../waiting/wait.ts';
import { toTask } from './to-task.ts';

/** A decision is the task of whoever asked for it: it has the same id, and nothing is kept beside it. */
export const keepTasks = (parts: WaitingParts): TaskKeeper => ({
  begins: submitDecision,
  reads: getDecision,
  async begun(ctx, decision) {
    // what the tool answered is a decision: its contract says so
    const { id } = decision as Decision;
    return taskOf(parts, ctx, (await findMine(ctx, id)) ?? fail('not_found'));
  },
  async find(ctx, id) {
    const asked = await findMine(ctx, id);
    return asked && taskOf(parts, ctx, asked);
  },
  async *follow(ctx, id) {
    const mine = await mustFindMine(ctx, id);
    const states = statesOf(parts.bell, ctx, { id: mine.id, untilMs: Number.POSITIVE_INFINITY });
    for await (const _state of states) yield taskOf(parts, ctx, await mustFindMine(ctx, id));
  },
  list: async (ctx, most) => (await ctx.db.read((tx) => listAsked(tx, ctx.principal.id, most))).map(toTask),
  async cancel(ctx, id) {
    const { id: known, version } = await mustFindMine(ctx, id);
    await cancel(parts, ctx, { id: known, version, body: {} });
  },
  async reply(ctx, id, replies) {
    const mine = await mustFindMine(ctx, id);
    const { question } = toTask(mine);
    const reply = Reply.safeParse(question && replies[question.key]);
    // whoever declines leaves it as it is: its deadline goes on
    if (!reply.success || reply.data.action !== 'accept') return;
    await answer(parts, ctx, { id: mine.id, version: mine.version, body: bodyOf(reply.data.content) });
  },
});

const findMine = async (ctx: Context, id: string): Promise<Asked | undefined> => {
  const known = DecisionId.safeParse(id);
  return known.success ? ctx.db.read((tx) => findAsked(tx, known.data, ctx.principal.id)) : undefined;
};

const mustFindMine = async (ctx: Context, id: string): Promise<Asked> => (await findMine(ctx, id)) ?? fail('not_found');

const taskOf = async (parts: WaitingParts, ctx: Context, asked: Asked): Promise<TaskNow> => ({
  ...toTask(asked),
  answer: await find(parts, ctx, asked.id),
});

const Reply = z.looseObject({
  action: z.string(),
  content: z.record(z.string(), z.unknown()).default({}),
});

const bodyOf = (content: Readonly<Record<string, unknown>>) => {
  const read = answerDecision.body.safeParse({ reason: content['answer'] });
  if (read.success) return read.data;
  const wrong = createFindings();
  wrong.add('inputResponses', read.error, { reason: content['answer'] });
  return fail('invalid', { detail: wrong.detail, fields: wrong.fields });
};
