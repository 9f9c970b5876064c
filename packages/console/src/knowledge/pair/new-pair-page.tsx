import { createPair } from '@holdfast/protocol/knowledge/pairs';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { Panel } from '../../controls/panel.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { PageHeader } from '../../shell/page-header.tsx';
import { KnowledgeTabs } from '../knowledge-tabs.tsx';
import { MayNotWrite } from '../may-not-write.tsx';
import { EMPTY_PAIR, type PairText } from '../pair-text.ts';
import { PairForm } from './pair-form.tsx';
import { PAIR_REFUSALS, takenBy, TakenLink } from './taken.tsx';

const NewPairForm = () => {
  const router = useRouter();
  const [taken, setTaken] = useState<string | undefined>(undefined);
  const submit = useSubmit({
    ask: (holdfast, body: PairText) => holdfast.bodyOf(createPair, { body }),
    onAnswer: ({ id }) => void router.navigate({ href: paths.pair(id) }),
    words: PAIR_REFUSALS,
    onRefused: (error) => {
      setTaken(takenBy(error));
      return false;
    },
  });
  return (
    <PairForm
      label="Add a pair"
      act="Add the pair"
      from={EMPTY_PAIR}
      submit={submit}
      onFilled={(pair) => {
        setTaken(undefined);
        submit.run(pair);
      }}
      beside={<TakenLink id={taken} />}
    />
  );
};

export const NewPairPage = () => (
  <>
    <PageHeader title="Add a pair" />
    <KnowledgeTabs />
    {useMay('knowledge:write') ? (
      <div className="grid max-w-[840px] grid-cols-[minmax(0,1fr)] gap-4 p-4 md:p-6">
        <Panel title="A question and its answer">
          <div className="p-4">
            <NewPairForm />
          </div>
        </Panel>
      </div>
    ) : (
      <MayNotWrite />
    )}
  </>
);
