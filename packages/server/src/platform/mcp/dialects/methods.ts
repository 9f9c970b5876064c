import type { Visit } from '../../http/visit.ts';
import type { House } from '../house.ts';
import { RpcFailure, type Params } from '../json-rpc.ts';
import { mayKeep, type TaskKeeper, type TaskNow } from '../tasks/task-keeper.ts';
import { describe, readCall, type ReadyTool } from '../tools/toolbox.ts';
import { Failure } from '../../failure.ts';
import type { Context } from '../../http/context.ts';

/** A request of somebody in a workspace: nobody else is let in. */
export interface Call {
  readonly house: House;
  readonly visit: Visit;
  readonly params: Params;
}

// the contract is for whoever is signed in, in a workspace; the runner has seen to that
export const contextOf = (visit: Visit): Context => visit as unknown as Context;

/** Those that the caller may use, all on one page. */
export const toolsFor = ({ house, visit, params }: Call): readonly ReadyTool[] => {
  if (params['cursor'] !== undefined)
    throw new RpcFailure('invalidParams', 'This cursor was never given out: all tools are on the first page.');
  return house.toolbox.of(contextOf(visit));
};

export const describeAll = (tools: readonly ReadyTool[]) => tools.map(describe);

export interface NamedCall {
  readonly tool: ReadyTool;
  readonly given: unknown;
}

export const toolOf = ({ house, params }: Call): NamedCall => {
  const { name, given } = asParams(() => readCall(params));
  const tool = house.toolbox.find(name);
  if (tool === undefined) throw new RpcFailure('invalidParams', `There is no tool ${name.slice(0, 100)}.`);
  return { tool, given };
};

/** Whether this tool's calls become tasks for this caller. */
export const keeperOf = ({ house: { tasks }, visit }: Call, tool: ReadyTool): TaskKeeper | undefined =>
  tasks !== undefined && tasks.begins === tool.contract && mayKeep(tasks, contextOf(visit).principal)
    ? tasks
    : undefined;

export interface NamedTask {
  readonly keeper: TaskKeeper;
  readonly id: string;
}

/** Of a request about a task. Nobody learns whether there are tasks of others. */
export const taskOf = (call: Call): NamedTask => {
  const { taskId } = call.params;
  if (typeof taskId !== 'string') throw new RpcFailure('invalidParams', '/params/taskId must be text.');
  return { keeper: keeperFor(call), id: taskId };
};

export const keeperFor = ({ house: { tasks }, visit }: Call): TaskKeeper => {
  if (tasks === undefined || !mayKeep(tasks, contextOf(visit).principal)) throw noSuchTask();
  return tasks;
};

export const findTask = async (call: Call): Promise<TaskNow> => {
  const { keeper, id } = taskOf(call);
  return (await keeper.find(contextOf(call.visit), id)) ?? failWith(noSuchTask());
};

export const noSuchTask = (): RpcFailure => new RpcFailure('invalidParams', 'There is no such task.');

const failWith = (error: Error): never => {
  throw error;
};

/** What is wrong with the request itself is told by the protocol, and not as a result of a tool. */
export const asParams = <Value>(read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure) throw new RpcFailure('invalidParams', error.message);
    throw error;
  }
};
