import type { DestinationStream } from 'pino';

const COLOURS: Readonly<Record<string, string>> = {
  debug: '\u001b[90m',
  info: '\u001b[36m',
  warn: '\u001b[33m',
  error: '\u001b[31m',
};
const DIM = '\u001b[90m';
const RESET = '\u001b[0m';
/** Characters from outside must neither steer the terminal nor forge a line. */
const STEERING = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** One line a person can read for each JSON line, for a terminal. */
export const readableLines = (stream: DestinationStream, coloured: boolean): DestinationStream => ({
  write: (line) => {
    const readable = toReadable(line);
    stream.write(coloured ? readable : readable.replaceAll(OUR_COLOURS, ''));
  },
});

// what came from outside holds none of these any more
const OUR_COLOURS = /\u001b\[\d{1,2}m/g;

const toReadable = (line: string): string => {
  const { level, time, message, error, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const name = String(level);
  const clock = String(time).slice(11, 19);
  const rest = Object.entries(fields).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const tail = rest.length === 0 ? '' : ` ${DIM}${visible(rest.join(' '))}${RESET}`;
  return `${DIM}${clock}${RESET} ${COLOURS[name] ?? ''}${name.padEnd(5)}${RESET} ${visible(String(message))}${tail}\n${stackOf(error)}`;
};

const visible = (text: string): string => text.replaceAll(STEERING, '\ufffd');

/** Set in, so that no line of it can be taken for a line of the log. */
const stackOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null || !('stack' in error)) return '';
  const lines = String(error.stack)
    .split('\n')
    .map((line) => `${DIM}  ${visible(line)}${RESET}\n`);
  return lines.join('') + ('cause' in error ? stackOf(error.cause) : '');
};
