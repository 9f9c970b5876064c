import { answersFile } from '@holdfast/protocol/contract';
import { z } from 'zod';
import { fail, refuseField } from '../../failure.ts';
import { answerWriter, type ToAnswer } from '../../http/answer.ts';
import type { Context } from '../../http/context.ts';
import type { Endpoint } from '../../http/endpoint.ts';
import type { Params } from '../json-rpc.ts';
import { argumentsOf, type ToolArguments } from './tool-arguments.ts';
import type { Tool } from './tool.ts';

/** A tool with all that is needed to call it. */
export interface ReadyTool extends Tool {
  readonly endpoint: Endpoint;
  readonly arguments: ToolArguments;
  readonly answer: object;
  readonly toAnswer: ToAnswer;
}

export interface Toolbox {
  /** Those that whoever asks may call, always in the same order. */
  of(whose: Pick<Context, 'principal'>): readonly ReadyTool[];
  /** Undefined where there is none of this name. Whether it may be called is another question. */
  find(name: string): ReadyTool | undefined;
}

export const createToolbox = (tools: readonly Tool[], endpoints: readonly Endpoint[]): Toolbox => {
  const ready = tools.map((tool) => readyOf(tool, endpoints));
  const byName = new Map(ready.map((tool) => [tool.name, tool]));
  if (byName.size !== ready.length) throw new Error('Two tools have one name');
  return {
    of: ({ principal }) => ready.filter((tool) => isFor(tool, principal)),
    find: (name) => byName.get(name),
  };
};

export const isFor = ({ contract }: Tool, { permissions }: Context['principal']): boolean =>
  permissions.has(contract.permission);

const NAME = /^[a-z][a-z0-9_]{0,63}$/;

/** What the types of a tool promise is looked at once more: no tool is there that could be called by anybody. */
const readyOf = (tool: Tool, endpoints: readonly Endpoint[]): ReadyTool => {
  const { name, contract } = tool;
  const refuse = (why: string): never => {
    throw new Error(`The tool ${name} cannot be: ${why}`);
  };
  if (!NAME.test(name)) refuse('its name is not one of a-z 0-9 _');
  if (typeof contract.permission !== 'string') refuse(`${contract.name} needs no permission`);
  if (contract.needsProof === true) refuse(`${contract.name} needs a secret to be shown`);
  if (contract.events !== undefined || contract.takes !== undefined || answersFile(contract))
    refuse(`${contract.name} takes or answers something other than an object`);
  const endpoint = endpoints.find((one) => one.contract === contract) ?? refuse(`nothing answers ${contract.name}`);
  const [answer = z.object({})] = Object.values(contract.answers);
  return {
    ...tool,
    endpoint,
    arguments: argumentsOf(contract),
    answer: z.toJSONSchema(answer, { io: 'output', unrepresentable: 'any' }),
    toAnswer: answerWriter(contract),
  };
};

/** As `tools/list` tells of it. */
export const describe = ({
  name,
  title,
  description,
  reads,
  idempotent,
  arguments: { schema },
  answer,
}: ReadyTool) => ({
  name,
  title,
  description,
  inputSchema: schema,
  outputSchema: answer,
  annotations: {
    title,
    readOnlyHint: reads,
    destructiveHint: false,
    idempotentHint: reads || idempotent === true,
    openWorldHint: false,
  },
});

/** What a call names. */
export const readCall = ({ name, arguments: given }: Params): { readonly name: string; readonly given: unknown } =>
  typeof name === 'string' ? { name, given } : refuseField('/params/name', 'invalid_type', 'must be text');

/** Whoever may not call it is told so in the words of the endpoint. */
export const refuseUnlessFor = (tool: Tool, principal: Context['principal']): void => {
  if (!isFor(tool, principal)) fail('forbidden', { detail: `This needs the permission ${tool.contract.permission}.` });
};
