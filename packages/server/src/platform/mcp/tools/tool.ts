import type { Contract } from '@holdfast/protocol/contract';
import type { Permission } from '@holdfast/protocol/permissions';

/** What can be called by a message: it needs one permission, takes fields and answers with an object. */
export type ToolContract = Contract & {
  readonly permission: Permission;
  readonly takes?: never;
  readonly events?: never;
  readonly produces?: never;
  readonly needsProof?: never;
};

export interface AboutTool {
  readonly name: string;
  readonly title: string;
  /** For whoever decides whether to call it, which is mostly a model. */
  readonly description: string;
  /** It changes nothing. */
  readonly reads: boolean;
  /** What is other when it is called twice with the same arguments: nothing. */
  readonly idempotent?: true;
}

/** An endpoint, as a tool: the same permission, fields, handler and failures, under another name. */
export interface Tool extends AboutTool {
  readonly contract: ToolContract;
}

/** There is no other way to make a tool, and none without the permission of its contract. */
export const tool = (contract: ToolContract, about: AboutTool): Tool => ({ contract, ...about });
