import type { Model } from '@holdfast/protocol/providers/models';
import { fail } from '../../platform/failure.ts';
import type { AskModels, Reached } from './asking/ask-models.ts';

/** What the provider lists when it is asked with what is to be stored. A refusal says whom it came from and what it said. */
export const tryOut = async (
  askModels: AskModels,
  provider: Reached,
  signal: AbortSignal,
): Promise<readonly Model[]> => {
  const listed = await askModels(provider, signal);
  if ('models' in listed) return listed.models;
  const { code, detail, isKeyRefused, waitMs } = listed.failure;
  const sentence = `${detail} Nothing was stored.`;
  if (!isKeyRefused)
    return fail(code, {
      detail: sentence,
      ...(code === 'outbound_refused' ? {} : { retryAfterSeconds: waitMs / 1000 }),
    });
  return fail('provider_key_refused', {
    detail: sentence,
    fields: [{ pointer: '/body/key', code: 'refused', detail: 'is not accepted by the provider' }],
  });
};
