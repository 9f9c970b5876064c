import { COMMON_SENDS } from '@holdfast/protocol/sockets/messages';
import type { SocketContract } from '@holdfast/protocol/sockets/socket-contract';
import { compileSchema } from '../http/compile-schema.ts';
import type { Waiting } from './unsent.ts';

export type MessageWriter = (message: Readonly<Record<string, unknown>>) => Waiting;

/** Holds what a handler says against what its contract promises. Nothing leaves that was not promised. */
export const messageWriter = ({ name, sends }: SocketContract): MessageWriter => {
  const all: SocketContract['sends'] = { ...COMMON_SENDS, ...sends };
  const kinds = new Map(
    Object.entries(all).map(([type, { fields, whenSlow }]) => [type, { schema: compileSchema(fields), whenSlow }]),
  );
  return ({ type, ...given }) => {
    const kind = kinds.get(String(type));
    const result = kind?.schema.safeParse(given);
    if (kind === undefined || result === undefined)
      throw new Error(`${name} sent a ${String(type)}, which its contract does not promise`);
    if (!result.success)
      throw new Error(`${name} sent a ${String(type)} that its contract does not promise`, { cause: result.error });
    return { type: String(type), fields: result.data as Waiting['fields'], whenSlow: kind.whenSlow };
  };
};
