import type { z } from 'zod';
import type { ErrorCode } from './errors/book.ts';
import type { Permission } from './permissions.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An endpoint without a permission says why it is open to everyone. */
export interface Open {
  readonly open: string;
}

/** An endpoint for every member, or whose permission depends on what is asked, says why. */
export interface SignedIn {
  readonly signedIn: string;
}

/** An endpoint about whoever is signed in, in whatever workspace or none, says why it needs no permission. No API key may. */
export interface OfAccount {
  readonly account: string;
}

/** What files are that are answered. */
export type FileType = 'text/csv' | 'application/x-ndjson';

/** A contract that answers a file as it is read, with a name to save it by. */
export const answersFile = ({ produces }: Contract): boolean => typeof produces === 'object';

export type Needs = Permission | Open | SignedIn | OfAccount;

/** One endpoint as it is promised: what it takes, who may, what it answers. Nothing about how. */
export interface Contract {
  /** `area.verb`, unique; becomes the operation id. */
  readonly name: string;
  readonly method: Method;
  /** Path parameters in braces: `/api/v1/notes/{note_id}`. */
  readonly path: string;
  readonly summary: string;
  readonly permission: Needs;
  /** A sensitive act: whoever is signed in must have shown a secret lately. API keys have nobody who could. */
  readonly needsProof?: true;
  /** A GET changes nothing, unless that it was asked for is itself written down. */
  readonly recorded?: true;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Schemas by status. A contract with `events` answers a stream instead. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** A protocol of others, which says how bodies, answers and failures look; without it, JSON and problems. */
  readonly speaks?: 'otlp' | 'mcp';
  /**
   * One file, as a part of a form or as the body itself. Its text fields are those of the query: parts of the form beside the
   * file, or in the URL.
   */
  readonly takes?: 'file';
  /** JSON unless said otherwise. A list is of files: which of these types it is follows from what is asked for. */
  readonly produces?: 'text/plain' | readonly FileType[];
  /** Server-sent events by name. */
  readonly events?: Readonly<Record<string, z.ZodType>>;
  /** What can go wrong beyond what every endpoint may answer. */
  readonly failures?: readonly ErrorCode[];
  /** The caller must say which version it saw. */
  readonly precondition?: 'if-match';
  readonly idempotency?: 'accepted' | 'required';
  readonly limits?: {
    readonly bodyBytes?: number;
    readonly seconds?: number;
    /** Requests a minute of one caller, where the usual are too many or too few. `none`: supervisors must always be answered. */
    readonly rate?: 'none' | { readonly perMinute: number };
  };
}

/** Keeps the literal types of a contract, so that client and handler are typed by it. */
export const contract = <const C extends Contract>(definition: C): C => definition;

export const isOpen = (permission: Needs): permission is Open => typeof permission !== 'string' && 'open' in permission;

export const isSignedIn = (permission: Needs): permission is SignedIn =>
  typeof permission !== 'string' && 'signedIn' in permission;

export const isOfAccount = (permission: Needs): permission is OfAccount =>
  typeof permission !== 'string' && 'account' in permission;

type Part<C extends Contract, Key extends 'params' | 'query' | 'body', Side extends 'in' | 'out'> =
  C extends Readonly<Record<Key, infer Schema extends z.ZodType>>
    ? Side extends 'in'
      ? z.input<Schema>
      : z.output<Schema>
    : undefined;

/** What a handler receives, parsed. */
export interface Input<C extends Contract> {
  readonly params: Part<C, 'params', 'out'>;
  readonly query: Part<C, 'query', 'out'>;
  readonly body: Part<C, 'body', 'out'>;
}

/** The body of an answer, for a contract with one status; a union of `{status, body}` for others. */
export type AnswerBody<C extends Contract> = {
  [Status in keyof C['answers']]: z.output<C['answers'][Status]>;
}[keyof C['answers']];

/** One event of a stream. */
export type EventOf<C extends Contract> = C extends {
  readonly events: infer Events extends Readonly<Record<string, z.ZodType>>;
}
  ? {
      [Name in keyof Events & string]: {
        readonly id: string;
        readonly event: Name;
        readonly data: z.output<Events[Name]>;
      };
    }[keyof Events & string]
  : never;
