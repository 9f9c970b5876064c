import type { Place } from './place.ts';

/** What an operator does about a failed start, in the last words of PostgreSQL. */
export function explain(output: string, place: Place): string {
  if (output.includes('No space left on device'))
    return `the disk is full: free some space, or set HOLDFAST_DATA to a folder on another disk.`;
  if (output.includes('EACCES'))
    return `programs may not run there: mount it without noexec, or set HOLDFAST_DATA to another folder.`;
  const reason = lastWords(output);
  if (isDamage(reason))
    return `its files are damaged (${reason}): restore them from a backup of the data folder. More in ${place.log}.`;
  return `${reason === '' ? 'it said nothing' : reason} (more in ${place.log}).`;
}

/** The last line that tells of an end; else the last that says anything. Without time and process number. */
export function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const ending = lines.findLast((line) => /\b(FATAL|PANIC|error): /.test(line)) ?? lines.at(-1) ?? '';
  return ending.replace(/^.*?\b(?:[A-Z]{3,}|error):\s+/, '').replace(/\.$/, '');
}

/** What PostgreSQL says of files that are not as it left them. */
const DAMAGE = [
  'pg_control',
  'control file',
  'checkpoint record',
  'could not open file "global/',
  'could not open file "base/',
  'could not read file "global/',
  'could not read file "base/',
  'invalid page',
  'not a database cluster',
];
const isDamage = (reason: string): boolean => DAMAGE.some((words) => reason.includes(words));

export const isPortTaken = (output: string): boolean =>
  /could not (bind|create any TCP\/IP sockets)|Address already in use/.test(output);

/** Servers of a postmaster that was killed take a moment to notice. */
export const isStillInUse = (output: string): boolean =>
  output.includes('pre-existing shared memory block') || /lock file "[^"\n]+" already exists/.test(output);
