import { defineErrors } from './entry.ts';

/** Spans cannot be taken now. Whoever sends them keeps them and sends them again. */
export const TRACES_ERRORS = defineErrors({
  spans_busy: {
    status: 503,
    title: 'Too many spans at once',
    means: 'More bytes of spans are on their way than this node holds at once.',
    act: 'Send the spans again after the time in Retry-After. Operators raise HOLDFAST_OTLP_IN_FLIGHT_BYTES, or lower the load.',
    retry: true,
    level: 'warn',
  },
  spans_not_stored: {
    status: 503,
    title: 'Spans not stored',
    means: 'The spans could not be written to the disk. None of them counts as received.',
    act: 'Send the spans again after the time in Retry-After. Operators look at /readyz, which says what is the matter with the disk.',
    retry: true,
    level: 'error',
  },
});
