import { DECISION_ERRORS } from './decisions.ts';
import type { ErrorEntry } from './entry.ts';
import { IDENTITY_ERRORS } from './identity.ts';
import { KNOWLEDGE_ERRORS } from './knowledge.ts';
import { PROVIDER_ERRORS } from './providers.ts';
import { REQUEST_ERRORS } from './request.ts';
import { SERVICE_ERRORS } from './service.ts';
import { STATE_ERRORS } from './state.ts';
import { TRACES_ERRORS } from './traces.ts';

/** One entry for each way in which a call can fail. docs/errors.md is generated from it. */
export const ERROR_BOOK = {
  ...REQUEST_ERRORS,
  ...IDENTITY_ERRORS,
  ...STATE_ERRORS,
  ...SERVICE_ERRORS,
  ...TRACES_ERRORS,
  ...PROVIDER_ERRORS,
  ...KNOWLEDGE_ERRORS,
  ...DECISION_ERRORS,
} satisfies Readonly<Record<string, ErrorEntry>>;

export type ErrorCode = keyof typeof ERROR_BOOK;

export const errorEntry = (code: ErrorCode): ErrorEntry => ERROR_BOOK[code];
