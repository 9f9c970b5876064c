import type { Readiness } from '@holdfast/protocol/process/readiness';

const ok = { status: 'ok', detail: '' } as const;
const WORKING = { database: ok, jobs: ok, span_store: ok, files: ok } as const;

/** What the fixture's server says of itself, by name: a test picks one and may pick another while the page looks. */
export const READINESS = {
  ok: { status: 'ok', parts: WORKING },
  degraded: {
    status: 'degraded',
    parts: {
      ...WORKING,
      span_store: {
        status: 'degraded',
        detail: 'Another node owns the span store; traces of this node arrive with a delay.',
      },
    },
  },
  down: {
    status: 'down',
    parts: {
      ...WORKING,
      database: {
        status: 'down',
        detail: 'PostgreSQL at 127.0.0.1:5432 refuses connections. See its log in the data folder.',
      },
      jobs: { status: 'degraded', detail: 'No job is taken while the database is away.' },
    },
  },
  draining: { status: 'draining', parts: WORKING },
  /** All is well; who asks may see only what is the instance's, or only what is a workspace's. */
  operator: { status: 'ok', parts: WORKING },
  member: { status: 'ok', parts: WORKING },
  /** The proofs that were run last were a choice. */
  partial: { status: 'ok', parts: WORKING },
  /** All is well, and nobody is signed in. */
  stranger: { status: 'ok', parts: WORKING },
  /** The same where mail can be sent, and an issuer can say who people are. */
  mailed: { status: 'ok', parts: WORKING },
  /** Nobody has set the instance up. */
  fresh: { status: 'ok', parts: WORKING },
  /** Who is signed in may read only. */
  viewer: { status: 'ok', parts: WORKING },
  /** Who is signed in belongs to two workspaces. */
  several: { status: 'ok', parts: WORKING },
  /** It is a while ago that a secret was shown. */
  unproved: { status: 'ok', parts: WORKING },
  /** The workspace asks for a second factor, and there is none. */
  factorless: { status: 'ok', parts: WORKING },
  /** There is a second factor, and this sign-in has not shown it. */
  codeless: { status: 'ok', parts: WORKING },
  planted: {
    status: 'degraded',
    parts: {
      '<b>db</b>': {
        status: 'degraded',
        detail: '<img src=x onerror="document.title=\'owned\'"> & <script>alert(1)</script>',
      },
    },
  },
  long: {
    status: 'degraded',
    parts: { [`part_${'x'.repeat(80)}`]: { status: 'degraded', detail: `https://example.com/${'y'.repeat(300)}` } },
  },
  empty: { status: 'ok', parts: {} },
} as const satisfies Readonly<Record<string, Readiness>>;

const PROBLEMS = { internal: [500, 'Internal error'], forbidden: [403, 'Not permitted'] } as const;

/** Ways to fail: a problem, a line that is cut, an answer that never comes. */
export const FAILURES = ['internal', 'forbidden', 'cut', 'silent'] as const;
export type Failure = (typeof FAILURES)[number];

export type Mode = keyof typeof READINESS | Failure;

export const isReadiness = (mode: Mode): mode is keyof typeof READINESS => mode in READINESS;

export const problemOf = (mode: keyof typeof PROBLEMS) => {
  const [status, title] = PROBLEMS[mode];
  return {
    type: `https://holdfast.example/errors/${mode}`,
    title,
    status,
    code: mode,
    detail:
      mode === 'internal' ? 'The log has the cause under the trace id.' : 'It needs the permission instance:manage.',
    instance: '/readyz',
    trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
  };
};
