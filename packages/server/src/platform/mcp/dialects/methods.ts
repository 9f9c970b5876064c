import type { Spoken } from '../../http/talk.ts';
import type { Visit } from '../../http/visit.ts';
import type { House } from '../house.ts';
import { RpcFailure, type Params, type Request } from '../json-rpc.ts';
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

export type Methods<Of extends Call> = Readonly<
  Record<string, (call: Of, request: Request) => Promise<object | Spoken>>
>;

export const answerBy = <Of extends Call>(
  methods: Methods<Of>,
  call: Of,
  request: Request,
): Promise<object | Spoken> => {
  const method = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
  if (method === undefined)
    throw new RpcFailure('noMethod', `There is no method ${request.method.slice(0, 100)} here.`);
  return method(call, request);
};

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

/** Undefined where this caller can have no tasks. */
export const findKeeper = ({ house: { tasks }, visit }: Omit<Call, 'params'>): TaskKeeper | undefined =>
  tasks !== undefined && mayKeep(tasks, contextOf(visit).principal) ? tasks : undefined;

/** Undefined where this tool's calls become no tasks for this caller. */
export const keeperOfTool = (call: Call, tool: ReadyTool): TaskKeeper | undefined => {
  const keeper = findKeeper(call);
  return keeper?.begins === tool.contract ? keeper : undefined;
};

export interface NamedTask {
  readonly keeper: TaskKeeper;
  readonly id: string;
}

/** Of a request about a task. Nobody learns whether there are tasks of others. */
export const taskOf = (call: Call): NamedTask => {
  const { taskId } = call.params;
  if (typeof taskId !== 'string') throw new RpcFailure('invalidParams', '/params/taskId must be text.');
  return { keeper: mustFindKeeper(call), id: taskId };
};

export const mustFindKeeper = (call: Call): TaskKeeper => findKeeper(call) ?? failWith(noSuchTask());

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
