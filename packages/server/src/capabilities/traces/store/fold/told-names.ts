import { MOST_NAMES } from '@holdfast/protocol/traces/trace';
import type { StoredSpan } from '../stored-span.ts';
import type { TraceRow } from './trace-row.ts';

type Names = Pick<
  TraceRow,
  'name' | 'isNamed' | 'services' | 'models' | 'tags' | 'session' | 'user' | 'agent' | 'input' | 'output'
>;

/** What the spans of a trace say it is called, is about and is for. Grows, and never takes back what was said. */
export class ToldNames {
  private readonly services: string[];
  private readonly models: string[];
  private readonly tags: string[];
  private session: string | undefined;
  private user: string | undefined;
  private agent: string | undefined;
  private input: string | undefined;
  private output: string | undefined;
  private name: string;
  private rootName: string | undefined;
  private traceName: string | undefined;
  private nameSince: bigint | undefined;
  private inputSince: bigint | undefined;
  private outputSince: bigint | undefined;

  /** Nothing yet, or what was kept of the trace. */
  constructor(kept?: Names & Pick<TraceRow, 'root' | 'startNs'>) {
    this.services = [...(kept?.services ?? [])];
    this.models = [...(kept?.models ?? [])];
    this.tags = [...(kept?.tags ?? [])];
    this.session = kept?.session;
    this.user = kept?.user;
    this.agent = kept?.agent;
    this.input = kept?.input;
    this.output = kept?.output;
    this.name = kept?.name ?? '';
    if (kept === undefined) return;
    this.nameSince = kept.startNs;
    if (kept.isNamed) this.traceName = kept.name;
    else if (kept.root !== undefined) this.rootName = kept.name;
    // what a root said stands, as far as is known
    const [first, last] = kept.root === undefined ? [kept.startNs, kept.startNs] : [FROM_ROOT, FROM_ROOT_LAST];
    if (kept.input !== undefined) this.inputSince = first;
    if (kept.output !== undefined) this.outputSince = last;
  }

  add(span: StoredSpan): void {
    const isRoot = span.parentSpanId === 0n;
    addTo(this.services, span.service);
    addTo(this.models, span.model);
    for (const tag of span.tags) addTo(this.tags, tag);
    this.session ??= span.session;
    this.user ??= span.user;
    this.agent ??= span.agent;
    this.traceName ??= span.traceName;
    if (isRoot) this.rootName ??= span.name;
    if (this.nameSince === undefined || span.start < this.nameSince) {
      this.name = span.name;
      this.nameSince = span.start;
    }
    this.addTexts(span, isRoot);
  }

  /** The root's own; where it says nothing, what the first model was asked and the last one answered. */
  private addTexts(span: StoredSpan, isRoot: boolean): void {
    const ofWhole = isRoot || span.traceInput !== undefined || span.traceOutput !== undefined;
    const [first, last] = ofWhole ? [FROM_ROOT, FROM_ROOT_LAST] : [span.start, span.start];
    const { input, output } = { input: span.traceInput ?? span.input, output: span.traceOutput ?? span.output };
    if (input !== undefined && (this.inputSince === undefined || first < this.inputSince)) {
      this.input = input;
      this.inputSince = first;
    }
    if (output !== undefined && (this.outputSince === undefined || last >= this.outputSince)) {
      this.output = output;
      this.outputSince = last;
    }
  }

  get all(): Names {
    const { services, models, tags, session, user, agent, input, output } = this;
    return {
      name: this.traceName ?? this.rootName ?? this.name,
      isNamed: this.traceName !== undefined,
      services: [...services],
      models: [...models],
      tags: [...tags],
      session,
      user,
      agent,
      input,
      output,
    };
  }
}

/** Before and after every time that a span can tell. */
const FROM_ROOT = -1n;
const FROM_ROOT_LAST = 1n << 64n;

const addTo = (names: string[], name: string | undefined): void => {
  if (name !== undefined && names.length < MOST_NAMES && !names.includes(name)) names.push(name);
};
