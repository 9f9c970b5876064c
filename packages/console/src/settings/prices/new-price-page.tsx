import { addPrice } from '@holdfast/protocol/prices/prices';
import { useRouter } from '@tanstack/react-router';
import { Panel } from '../../controls/panel.tsx';
import { Form } from '../../forms/form.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { PageHeader } from '../../shell/page-header.tsx';
import { SettingsFrame } from '../settings-frame.tsx';
import { MayNotChange } from './may-not-change.tsx';
import { momentOf, PriceFields, type PriceWish, wishOf } from './price-fields.tsx';

const NewPriceForm = () => {
  const router = useRouter();
  const submit = useSubmit({
    ask: (holdfast, body: PriceWish & { readonly valid_from: string | null }) => holdfast.bodyOf(addPrice, { body }),
    onAnswer: () => void router.navigate({ href: paths.prices() }),
  });
  return (
    <Form
      label="Add a price"
      submit={submit}
      act="Add the price"
      onFilled={(filled) => submit.run({ ...wishOf(filled), valid_from: momentOf(filled('valid_from')) })}
    >
      <PriceFields />
    </Form>
  );
};

export const NewPricePage = () => (
  <SettingsFrame head={<PageHeader title="Add a price" />}>
    {useMay('traces:manage') ? (
      <div className="grid max-w-[720px] grid-cols-[minmax(0,1fr)] gap-4 p-4 md:p-6">
        <Panel title="What a model costs">
          <div className="p-4">
            <NewPriceForm />
          </div>
        </Panel>
      </div>
    ) : (
      <MayNotChange />
    )}
  </SettingsFrame>
);
