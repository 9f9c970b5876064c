import type { Client } from '@holdfast/client/client';
import { HoldfastError } from '@holdfast/client/holdfast-error';
import { listDeliveries, replayDelivery, type WebhookDelivery } from '@holdfast/protocol/webhooks/deliveries';
import type { Webhook } from '@holdfast/protocol/webhooks/webhooks';
import { type Deed, deed } from '../../deeds/deed.ts';
import { counted } from '../../text/count.ts';

type DeliveryIds = Readonly<Record<'webhook_id' | 'delivery_id', string>>;

export const resending = (ids: DeliveryIds, { state }: Pick<WebhookDelivery, 'state'>): Deed =>
  deed({
    act: state === 'waiting' ? 'Try it now' : 'Send again',
    ask: (holdfast) => holdfast.bodyOf(replayDelivery, { params: ids }),
    done: () => 'It is sent again, with its old id. What comes of it stands below within moments.',
  });

const MOST = 500;
const A_PAGE = 100;

interface Resent {
  readonly sent: number;
  readonly isMore: boolean;
}

const deadOf = async (holdfast: Client, { id }: Webhook) => {
  const dead: WebhookDelivery[] = [];
  let cursor: string | undefined;
  do {
    const query = { state: 'dead', limit: A_PAGE, cursor } as const;
    const page = await holdfast.bodyOf(listDeliveries, { params: { webhook_id: id }, query });
    dead.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined && dead.length < MOST);
  return { dead, isMore: cursor !== undefined };
};

/** What somebody else sends again at the same moment is sent again: that is no failure. */
const resendOne = (holdfast: Client, ids: DeliveryIds): Promise<boolean> =>
  holdfast.bodyOf(replayDelivery, { params: ids }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof HoldfastError && error.code === 'conflict') return false;
      throw error;
    },
  );

const resendAll = async (holdfast: Client, webhook: Webhook): Promise<Resent> => {
  const { dead, isMore } = await deadOf(holdfast, webhook);
  let sent = 0;
  for (const { id } of dead.toReversed())
    sent += (await resendOne(holdfast, { webhook_id: webhook.id, delivery_id: id })) ? 1 : 0;
  return { sent, isMore };
};

export const resendingDead = (webhook: Webhook): Deed =>
  deed({
    act: 'Send all again',
    ask: (holdfast) => resendAll(holdfast, webhook),
    done: ({ sent, isMore }) =>
      `${counted(sent, 'delivery', 'deliveries')} ${sent === 1 ? 'is' : 'are'} sent again.${isMore ? ' There are more: do it once more.' : ''}`,
    question: {
      title: `Send all again to ${webhook.name}?`,
      keep: 'Leave them',
      sentence:
        'All that were given up, the oldest first, with their old ids: a receiver that remembers ids does nothing twice.',
    },
  });
