import { errorEntry } from '@holdfast/protocol/errors/book';
import { mcpMessage } from '@holdfast/protocol/mcp/mcp';
import type { Failure, FailureDetails } from '../../failure.ts';
import { callOf, performOnce } from '../../http/perform-once.ts';
import { problemOf } from '../../http/problem.ts';
import { failureOf } from '../../http/to-failure.ts';
import type { Visit } from '../../http/visit.ts';
import type { MakeId } from '../../ids/uuid7.ts';
import type { Limits } from '../../limits/limits.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { refuseUnlessFor, type ReadyTool } from './toolbox.ts';

export interface CallParts {
  readonly makeId: MakeId;
  readonly limits: Limits;
  readonly telemetry: Pick<Telemetry, 'failed'>;
  readonly metrics: Pick<Metrics, 'count'>;
}

export interface ToolResult {
  readonly content: readonly [{ readonly type: 'text'; readonly text: string }];
  readonly structuredContent?: object;
  readonly isError?: true;
  readonly _meta?: object;
}

/** A call that was asked for like any other of its endpoint, and its answer or its failure as a result. */
export const callTool = async (
  parts: CallParts,
  visit: Visit,
  tool: ReadyTool,
  given: unknown,
): Promise<ToolResult> => {
  try {
    return resultOf(await answerOf(parts, visit, tool, given));
  } catch (error) {
    // whoever is gone, or has no time left, is not answered as by a tool
    visit.signal.throwIfAborted();
    return failedOf(parts, visit, error);
  }
};

export const resultOf = (body: object): ToolResult => ({
  content: [{ type: 'text', text: JSON.stringify(body) }],
  structuredContent: body,
});

/** The same steps as for a request of HTTP, from the permission on. */
export const answerOf = async (parts: CallParts, visit: Visit, tool: ReadyTool, given: unknown): Promise<object> => {
  const { name } = tool;
  visit.about = { ...visit.about, 'gen_ai.tool.name': name };
  try {
    const answer = await performTool(parts, visit, tool, given);
    parts.metrics.count('holdfast_mcp_calls_total', { tool: name, outcome: 'answered' });
    return answer;
  } catch (error) {
    parts.metrics.count('holdfast_mcp_calls_total', { tool: name, outcome: outcomeOf(visit, error) });
    throw error;
  }
};

/** Of whoever is gone, or has no time left, nobody knows how it would have ended. */
const outcomeOf = ({ signal }: Visit, error: unknown): string => (signal.aborted ? 'aborted' : failureOf(error).code);

const performTool = async (
  { makeId, limits }: CallParts,
  visit: Visit,
  tool: ReadyTool,
  given: unknown,
): Promise<object> => {
  const { contract, endpoint } = tool;
  const principal = visit.principal ?? nobody();
  refuseUnlessFor(tool, principal);
  // what every request uses up was counted when it came in
  if (contract.limits?.rate !== undefined)
    await limits.of(contract)({ principal, address: visit.caller.address }, visit.tell);
  if (contract.limits?.seconds !== undefined) visit.stay.allow(contract.limits.seconds * 1000);
  const { parsed, key } = tool.arguments.read(given);
  const perform = async () => tool.toAnswer(await endpoint.handle(visit as never, parsed as never));
  const { body } = await (key === undefined
    ? perform()
    : performOnce(visit, makeId, callOf(visit, contract, { key, parsed, file: undefined }), perform));
  // a contract that is a tool answers with an object
  return body as object;
};

/** The sentence of the problem that the endpoint would answer, and the problem itself for programs. */
export const failedOf = ({ telemetry }: CallParts, visit: Visit, error: unknown): ToolResult => {
  const failure = failureOf(error);
  const { method, path } = mcpMessage;
  telemetry.failed(failure, { method, path, traceId: visit.traceId }, visit.log);
  const { code } = failure;
  const problem = problemOf(code, inArguments(failure), path, visit.traceId);
  const again = errorEntry(code).retry ? ' It may be called again in a moment.' : '';
  const traced = code === 'internal' ? ` The trace id is ${visit.traceId}.` : '';
  return {
    content: [{ type: 'text', text: `${problem.detail}${again}${traced}` }],
    isError: true,
    _meta: { 'holdfast/problem': problem },
  };
};

const PART = /^\/(?:body|query|params)(?=\/|\s|$)/;

/** Fields of a request are arguments here. */
const inArguments = ({ details }: Failure): FailureDetails => {
  const { detail, fields } = details;
  const renamed = (text: string): string => text.replace(PART, '/arguments');
  return {
    ...details,
    ...(detail === undefined ? {} : { detail: renamed(detail) }),
    ...(fields === undefined ? {} : { fields: fields.map((field) => ({ ...field, pointer: renamed(field.pointer) })) }),
  };
};

const nobody = (): never => {
  throw new Error('A tool was called by nobody');
};
