import type { DeliveryProgress, DeliveryState } from '@holdfast/protocol/webhooks/delivery-progress';
import type { Webhook } from '@holdfast/protocol/webhooks/webhooks';
import { Mark, type MarkLook } from '../../look/mark.tsx';

export const WebhookMark = ({ of: { enabled, gone_at: goneAt } }: { readonly of: Webhook }) => {
  if (enabled)
    return (
      <Mark tone="ok" shape="check">
        enabled
      </Mark>
    );
  return goneAt === null ? (
    <Mark tone="none" shape="slash">
      disabled
    </Mark>
  ) : (
    <Mark tone="bad" shape="cross">
      receiver gone
    </Mark>
  );
};

export const DELIVERY_WORDS: Readonly<Record<DeliveryState, string>> = {
  waiting: 'waiting',
  done: 'delivered',
  dead: 'given up',
  dropped: 'dropped',
};

const LOOKS: Readonly<Record<DeliveryState, MarkLook>> = {
  waiting: { tone: 'info', shape: 'clock' },
  done: { tone: 'ok', shape: 'check' },
  dead: { tone: 'bad', shape: 'cross' },
  dropped: { tone: 'none', shape: 'slash' },
};

/** What waits after a try that failed is a state of its own to whoever looks. */
export const DeliveryMark = ({ of: { state, attempts } }: { readonly of: DeliveryProgress }) =>
  state === 'waiting' && attempts > 0 ? (
    <Mark tone="warn" shape="back">
      trying again
    </Mark>
  ) : (
    <Mark {...LOOKS[state]}>{DELIVERY_WORDS[state]}</Mark>
  );
