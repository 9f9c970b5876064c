import { ERROR_BOOK } from '@holdfast/protocol/errors/book';
import type { ErrorEntry } from '@holdfast/protocol/errors/entry';
import { CLOSE_BOOK, type CloseEntry } from '@holdfast/protocol/sockets/close-codes';
import { generatedFrom, table } from './markdown.ts';

const entries = (): [string, ErrorEntry][] =>
  Object.entries(ERROR_BOOK).toSorted(([a, one], [b, other]) => one.status - other.status || a.localeCompare(b));

const section = ([name, entry]: [string, ErrorEntry]): string => `## ${name}

${entry.status} · ${entry.title} · ${entry.retry ? 'may be sent again' : 'sending it again will not help'} · logged as ${entry.level}

${entry.means}

**What to do:** ${entry.act}
`;

export const errorsPage = (): string => `# Errors

${generatedFrom('packages/protocol/src/errors')}

Every failure is a problem document (RFC 9457) whose \`code\` is one of these.

${table(
  ['status', 'code', 'title', 'send again?'],
  entries().map(([name, { status, title, retry }]) => [
    String(status),
    `[${name}](#${name})`,
    title,
    retry ? 'yes' : 'no',
  ]),
)}

${entries().map(section).join('\n')}
# Close codes of sockets

A socket is closed with one of these codes, and with its name as the reason.

${table(
  ['code', 'name', 'means', 'what to do', 'come back and resume?'],
  Object.entries<CloseEntry>(CLOSE_BOOK)
    .toSorted(([, one], [, other]) => one.code - other.code)
    .map(([name, { code, means, act, returns }]) => [
      String(code),
      name,
      means,
      act,
      returns === 'resume' ? 'yes' : 'no',
    ]),
)}
`;
