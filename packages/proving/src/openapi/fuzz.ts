import { isSuccess, type Answer } from '../http.ts';
import type { Caller } from '../identity/caller.ts';
import type { Secrets } from '../identity/person.ts';
import { tokenOf } from '../identity/space.ts';
import type { Random } from '../run/random.ts';
import type { Description, Operation } from './description.ts';
import { fuzzedRequest, type FuzzedRequest } from './fuzzed-request.ts';
import { faultsOf } from './judge-answer.ts';

/** Somebody who asks anything of everything. What that does to themselves is mended by `renew`. */
export interface Fuzzer {
  readonly name: string;
  renew(): Promise<Caller & Partial<Secrets>>;
}

export interface Fault {
  readonly operation: string;
  readonly caller: string;
  readonly mood: string;
  readonly asked: string;
  readonly body: string;
  readonly faults: readonly string[];
  readonly answer: unknown;
}

export interface Fuzzing {
  readonly faults: readonly Fault[];
  readonly requests: number;
  /** Operations that did what they are for at least once. */
  readonly reached: ReadonlySet<string>;
}

export interface FuzzOptions {
  readonly description: Description;
  readonly rounds: number;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** What must not be touched, such as who mends the others. */
  readonly spared: ReadonlySet<string>;
}

const MOST_KNOWN = 60;
const LONGEST_SHOWN = 400;
/** A stream has no end: it is judged by not being refused. */
const STREAM_PATIENCE_MS = 150;

/** What somebody would send under such a name; their own secrets as well. */
const textsOf = ({ email, password }: Partial<Secrets>): Record<string, string[]> => {
  const [emails, passwords] = [email === undefined ? [] : [email, email], password === undefined ? [] : [password]];
  return {
    email: ['fuzz-*@example.com', 'Ada@Example.com', '"@x', ...emails],
    password: ['quiet * counts 47 lanterns', ...passwords, ...passwords],
    current_password: passwords,
    new_password: ['another quiet * counts 48 lanterns'],
    topics: ['work', 'work,work', 'nothing'],
    queue: ['default', 'mail'],
    action: ['sign_in', 'key.created', 'member'],
    // no stranger's server is asked anything for a proof
    kind: ['openai_compatible'],
    base_url: ['https://fuzz-*.invalid/v1'],
    model: ['model-*', 'model-fuzz-*'],
    input: ['1', '2.50'],
    output: ['4'],
    token: [],
  };
};

export const fuzz = async (fuzzers: readonly Fuzzer[], options: FuzzOptions): Promise<Fuzzing> => {
  const all = await Promise.all(fuzzers.map((fuzzer) => fuzzAs(fuzzer, options)));
  return {
    faults: all.flatMap(({ faults }) => faults),
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
    reached: new Set(all.flatMap(({ reached }) => [...reached])),
  };
};

const fuzzAs = async (fuzzer: Fuzzer, options: FuzzOptions): Promise<Fuzzing> => {
  const { description, rounds, signal, spared } = options;
  const random = options.random.of(fuzzer.name);
  const faults: Fault[] = [];
  const reached = new Set<string>();
  let caller = await fuzzer.renew();
  let known = { ids: [] as string[], texts: textsOf(caller) };
  let requests = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const operation of description.operations) {
      if (signal.aborted) return { faults, requests, reached };
      // one fault of an operation is enough to know
      if (faults.some((fault) => fault.operation === operation.name)) continue;
      const request = fuzzedRequest(operation, random, known);
      const answer = await askFrom(caller, operation, request, random);
      requests += 1;
      if (operation.isStream && answer.status === 0) {
        reached.add(operation.name);
        continue;
      }
      const found = faultsOf(operation, answer, description.schemas);
      if (found.length > 0) faults.push(faultOf(fuzzer, operation, request, { answer, found }));
      if (isSuccess(answer)) {
        reached.add(operation.name);
        remember(known, answer.body, spared);
      }
      if (caller.token !== undefined && answer.code === 'unauthenticated') {
        caller = await fuzzer.renew();
        known = { ids: known.ids, texts: textsOf(caller) };
      }
    }
  }
  return { faults, requests, reached };
};

/** Each from an address of its own: limits of wrong tries are another proof's. */
const askFrom = (caller: Caller, operation: Operation, request: FuzzedRequest, random: Random): Promise<Answer> => {
  const address = `10.${random.between(0, 255)}.${random.between(0, 255)}.${random.between(1, 254)}`;
  return caller.ask(request.method, request.path, {
    ...request.ask,
    headers: { ...request.ask.headers, 'x-forwarded-for': address },
    ...(operation.isStream ? { patienceMs: STREAM_PATIENCE_MS } : {}),
  });
};

const faultOf = (
  { name }: Fuzzer,
  operation: Operation,
  { mood, path, ask, method }: FuzzedRequest,
  { answer, found }: { answer: Answer; found: readonly string[] },
): Fault => ({
  operation: operation.name,
  caller: name,
  mood,
  asked: `${method} ${path.slice(0, LONGEST_SHOWN)} ${JSON.stringify(ask.headers ?? {})}`,
  body: (ask.body ?? '').slice(0, LONGEST_SHOWN),
  faults: found,
  answer: JSON.stringify(answer.body)?.slice(0, LONGEST_SHOWN),
});

/** Ids that exist, and tokens that came behind a link, make valid requests that do something. */
const remember = (
  known: { ids: string[]; texts: Record<string, string[]> },
  body: unknown,
  spared: ReadonlySet<string>,
): void => {
  if (typeof body !== 'object' || body === null) return;
  for (const [name, member] of Object.entries(body)) {
    if (typeof member === 'object') remember(known, member, spared);
    else if (name === 'link' && typeof member === 'string') known.texts['token']?.push(tokenOf(member));
    else if (
      /(^|_)id$/.test(name) &&
      typeof member === 'string' &&
      !spared.has(member) &&
      !known.ids.includes(member)
    ) {
      known.ids.push(member);
      if (known.ids.length > MOST_KNOWN) known.ids.shift();
    }
  }
};
