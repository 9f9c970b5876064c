import { defineErrors } from './entry.ts';

/** The request is fine, and what it wants does not fit the state of things. */
export const STATE_ERRORS = defineErrors({
  conflict: {
    status: 409,
    title: 'Conflict',
    means: 'The state of the thing does not allow this, or something like it already exists.',
    act: 'Read the thing again and decide anew.',
    retry: false,
    level: 'debug',
  },
  idempotency_key_in_progress: {
    status: 409,
    title: 'The first request with this key is still running',
    means: 'A request with the same Idempotency-Key has not been answered yet.',
    act: 'Wait a moment and send the same request again: it then gets the first one\u2019s answer.',
    retry: true,
    level: 'debug',
  },
  mail_not_configured: {
    status: 409,
    title: 'No mail server',
    means: 'This needs to send mail, and Holdfast has no mail server to send it through.',
    act: 'Operators set HOLDFAST_SMTP_URL and HOLDFAST_MAIL_FROM.',
    retry: false,
    level: 'info',
  },
  stale: {
    status: 412,
    title: 'Stale version',
    means: 'The thing has changed since the version that If-Match names.',
    act: 'Read it again, apply your change to what it is now, and send that version.',
    retry: false,
    level: 'debug',
  },
  version_missing: {
    status: 428,
    title: 'Version missing',
    means: 'A change must say which version it was made from.',
    act: 'Send If-Match with the ETag that you read.',
    retry: false,
    level: 'debug',
  },
});
