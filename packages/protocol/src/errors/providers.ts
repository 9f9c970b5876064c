import { defineErrors } from './entry.ts';

/** A provider of models is at fault, or does not know us. */
export const PROVIDER_ERRORS = defineErrors({
  provider_key_refused: {
    status: 422,
    title: 'Key refused',
    means: 'The provider was asked with this key and does not accept it. Nothing was stored.',
    act: 'Give a key that works, or store it untried with ?try=false.',
    retry: false,
    level: 'info',
  },
  provider_failed: {
    status: 502,
    title: 'Provider failed',
    means: 'A provider of models gave no answer that could be used.',
    act: 'Do what the detail says about that provider. It is asked again after the time in Retry-After.',
    retry: true,
    level: 'info',
  },
  provider_busy: {
    status: 503,
    title: 'Provider busy',
    means: 'A provider of models says that it is asked too often, or has too much to do.',
    act: 'Send the request again after the time in Retry-After.',
    retry: true,
    level: 'info',
  },
  provider_timed_out: {
    status: 504,
    title: 'Provider took too long',
    means: 'A provider of models gave no whole answer within 30 seconds.',
    act: 'Send the request again after the time in Retry-After. If it stays so, look whether the provider can be reached.',
    retry: true,
    level: 'info',
  },
});
