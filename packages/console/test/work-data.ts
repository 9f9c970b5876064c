import type { Attempt, JobDetail } from '@holdfast/protocol/work/job';
import { Timestamp } from '@holdfast/protocol/time';

/** The moment at which every page of a test is opened, for the page's clock and the server's. */
export const BEGIN = new Date('2026-03-04T10:00:00Z');

export const before = (seconds: number): Timestamp =>
  Timestamp.parse(new Date(BEGIN.getTime() - seconds * 1_000).toISOString().replace('Z', '000Z'));

export const jobId = (number: number): string => `0195a000-0000-7000-8000-${String(number).padStart(12, '0')}`;

const NODE = 'node-1.eu-1:7';

const attempt = (number: number, seconds: number, outcome: Attempt['outcome'], error: string | null): Attempt => ({
  number,
  node: number % 2 === 0 ? 'node-2.eu-1:7' : NODE,
  started_at: before(seconds),
  ended_at: before(seconds - 4.25 * number),
  outcome,
  error,
});

export const REFUSED = 'The mail server at smtp.example:587 refused the recipient. See that the address exists.';

const BASE: JobDetail = {
  id: jobId(0),
  queue: 'mail',
  name: 'send mail',
  state: 'waiting',
  priority: 0,
  key: null,
  attempts: 0,
  max_attempts: 5,
  losses: 0,
  node: null,
  error: null,
  created_at: before(600),
  run_at: before(600),
  started_at: null,
  finished_at: null,
  history: [],
  log: [],
};

const RUNNING: JobDetail = {
  ...BASE,
  id: jobId(1),
  queue: 'import',
  name: 'import rows',
  state: 'running',
  attempts: 2,
  losses: 1,
  node: NODE,
  started_at: before(95),
  progress: { done: 1_200, total: 4_000, unit: 'rows' },
  history: [attempt(1, 400, 'lost', 'The worker died while it ran this job.')],
  log: [
    { time: before(95), attempt: 2, text: 'Goes on at row 801, where the last try ended.' },
    { time: before(20), attempt: 2, text: 'Row 1,187 has no answer and is set aside.' },
  ],
};

const DELAYED: JobDetail = {
  ...BASE,
  id: jobId(2),
  state: 'delayed',
  attempts: 2,
  node: NODE,
  error: REFUSED,
  run_at: before(-240),
  history: [attempt(1, 300, 'failed', REFUSED), attempt(2, 90, 'timed_out', 'It took longer than 30 s.')],
};

const deadLetter = (number: number, name: string, queue: string): JobDetail => ({
  ...BASE,
  id: jobId(number),
  queue,
  name,
  state: 'dead',
  attempts: 5,
  node: NODE,
  error: REFUSED,
  finished_at: before(60 + number),
  history: [1, 2, 3, 4, 5].map((count) => attempt(count, 1_000 - count * 180, 'failed', REFUSED)),
});

const finished = (number: number): JobDetail => ({
  ...BASE,
  id: jobId(number),
  state: 'done',
  attempts: 1,
  node: NODE,
  started_at: before(900 + number),
  finished_at: before(899 + number),
});

/** Jobs of every state, and more finished ones than a page holds. */
export const someJobs = (): JobDetail[] => [
  RUNNING,
  DELAYED,
  { ...BASE, id: jobId(3), priority: 10, key: 'welcome ada' },
  deadLetter(4, 'send mail', 'mail'),
  deadLetter(5, 'deliver webhook', 'webhooks'),
  deadLetter(6, 'send digest', 'mail'),
  { ...finished(7), state: 'cancelled' },
  ...Array.from({ length: 60 }, (_, index) => finished(100 + index)),
];

/** Work of the instance itself that was given up. */
export const housekeepingLetters = (): JobDetail[] => [
  deadLetter(8, 'instance.sweep', 'housekeeping'),
  deadLetter(9, 'instance.sweep', 'housekeeping'),
];

/** The same where every text is an attack. */
export const plantedJobs = (text: string): JobDetail[] =>
  [RUNNING, deadLetter(4, text, text)].map((job) => ({
    ...job,
    queue: text.slice(0, 50),
    name: text,
    node: text,
    key: text,
    error: text,
    ...(job.progress !== undefined && { progress: { ...job.progress, unit: text.slice(0, 30) } }),
    history: job.history.map((tried) => ({ ...tried, node: text, error: text })),
    log: [{ time: before(5), attempt: 1, text }],
  }));
