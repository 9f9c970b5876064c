import { type Price, removePrice } from '@holdfast/protocol/prices/prices';
import { type Deed, deed } from '../../deeds/deed.ts';

export const removing = (price: Price): Deed =>
  deed({
    act: 'Remove',
    ask: (holdfast) => holdfast.call(removePrice, { params: { price_id: price.id } }),
    done: () => `The price of ${price.model} is removed.`,
    question: {
      title: `Remove the price of ${price.model}?`,
      keep: 'Keep it',
      sentence: 'What this price alone was for is reckoned by no price any more. It cannot be taken back.',
    },
  });
