import { HoldfastError } from '@holdfast/client/holdfast-error';
import type { HealthWatch } from './health-watch.ts';
import { partName } from './part-name.ts';

const listed = new Intl.ListFormat('en', { type: 'conjunction' });

/** The state of the server in one sentence; it changes only when the state does, so it can be read aloud. */
export const sentenceOf = (watch: HealthWatch | undefined): string => {
  if (watch === undefined) return '';
  if (watch.failing?.error instanceof HoldfastError) return watch.failing.error.problem.title;
  if (watch.failing !== undefined) return 'The server does not answer';
  if (watch.known === undefined) return '';
  const { status, parts } = watch.known.readiness;
  const troubled = Object.entries(parts)
    .filter((part) => part[1].status !== 'ok')
    .map(([part]) => partName(part));
  if (status === 'starting') return 'The server is starting';
  if (status === 'draining') return 'The server is shutting down and takes nothing new';
  if (troubled.length === 0) return status === 'ok' ? 'Everything works' : `The server is ${status}`;
  return `${listed.format(troubled)} ${troubled.length === 1 ? 'needs' : 'need'} a look`;
};

/** What the tab says before the title. Nothing while all is well. */
export const newsOf = (watch: HealthWatch | undefined): string => {
  if (watch?.failing?.error instanceof HoldfastError) return 'Error';
  if (watch?.failing !== undefined) return 'No answer';
  const status = watch?.known?.readiness.status ?? 'ok';
  return status === 'ok' ? '' : partName(status);
};
