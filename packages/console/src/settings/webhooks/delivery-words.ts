import type { DeliveryProgress } from '@holdfast/protocol/webhooks/delivery-progress';

const GOOD_STATUS = 300;

/** What the last try brought: its status, why it failed, or both. */
export const answerWords = ({ status, error }: Pick<DeliveryProgress, 'status' | 'error'>): string | undefined => {
  const isRefused = status !== null && status >= GOOD_STATUS;
  if (status !== null && !isRefused) return String(status);
  return error ?? (status === null ? undefined : String(status));
};
