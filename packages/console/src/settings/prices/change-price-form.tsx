import { changePrice, type Price } from '@holdfast/protocol/prices/prices';
import { useState } from 'react';
import { Panel } from '../../controls/panel.tsx';
import { Form } from '../../forms/form.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { Saved } from '../saved.tsx';
import { dayOf, momentOf, PriceFields, type PriceWish, wishOf } from './price-fields.tsx';

interface ChangePriceFormProps {
  readonly of: Price;
  readonly impossible: string | undefined;
  readonly lookAgain: () => Promise<unknown>;
}

export const ChangePriceForm = ({ of: price, impossible, lookAgain }: ChangePriceFormProps) => {
  const [said, setSaid] = useState('');
  const submit = useSubmit({
    ask: (holdfast, body: PriceWish & { readonly valid_from?: string | null }) =>
      holdfast.bodyOf(changePrice, { params: { price_id: price.id }, body }, { version: price.version }),
    onAnswer: () => {
      setSaid('Saved.');
      void lookAgain();
    },
  });
  return (
    <Panel title="What it costs">
      <div className="p-4">
        <Form
          label="Correct the price"
          submit={submit}
          act="Save"
          impossible={impossible}
          beside={<Saved said={submit.isRunning ? '' : said} />}
          onFilled={(filled) => {
            setSaid('');
            const day = filled('valid_from');
            // whoever leaves the day alone leaves its hour alone
            const moved = day === dayOf(price.valid_from) ? {} : { valid_from: momentOf(day) };
            submit.run({ ...wishOf(filled), ...moved });
          }}
        >
          <PriceFields of={price} />
        </Form>
      </div>
    </Panel>
  );
};
