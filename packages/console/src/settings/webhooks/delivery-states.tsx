import {
  DELIVERY_STATES,
  type DeliveryProgress,
  type DeliveryState,
} from '@holdfast/protocol/webhooks/delivery-progress';
import { FilterChips } from '../../controls/filter-chips.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { answerWords } from './delivery-words.ts';
import { DELIVERY_WORDS } from './webhook-marks.tsx';

/** The one that the address names, where it names one. */
export const useDeliveryState = (): DeliveryState | undefined => {
  const word = useSearchWord('state');
  return DELIVERY_STATES.find((one) => one === word);
};

interface DeliveryStatesProps {
  readonly chosen: DeliveryState | undefined;
  readonly pathOf: (state: DeliveryState | undefined) => string;
}

/** Which of a log of deliveries are shown. */
export const DeliveryStates = ({ chosen, pathOf }: DeliveryStatesProps) => (
  <div className="border-b border-line px-4 py-2">
    <FilterChips
      label="State"
      chips={[undefined, ...DELIVERY_STATES].map((one) => ({
        label: one === undefined ? 'all' : DELIVERY_WORDS[one],
        to: pathOf(one),
        isChosen: one === chosen,
      }))}
    />
  </div>
);

/** What the last try of a delivery brought, to its end: what helps stands there. */
export const LastAnswer = ({ of: delivery }: { readonly of: DeliveryProgress }) => {
  const words = answerWords(delivery);
  return words === undefined ? (
    <Nothing />
  ) : (
    <span className={`text-small wrap-anywhere ${delivery.state === 'done' ? 'text-muted' : 'text-bad'}`}>{words}</span>
  );
};
