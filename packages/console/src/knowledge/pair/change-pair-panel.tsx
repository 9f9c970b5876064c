import type { Client } from '@holdfast/client/client';
import { HoldfastError } from '@holdfast/client/holdfast-error';
import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { changePair, getPair } from '@holdfast/protocol/knowledge/pairs';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { changesTo, type PairText } from '../pair-text.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import { PairForm } from './pair-form.tsx';
import { PAIR_REFUSALS, takenBy, TakenLink } from './taken.tsx';

interface Wish {
  /** What the change is made from. */
  readonly over: Pair;
  readonly mine: PairText;
}

type Outcome = { readonly saved: Pair } | { readonly theirs: Pair; readonly mine: PairText };

const isStale = (error: unknown): boolean => error instanceof HoldfastError && error.code === 'stale';

/** Changes what is different. Where somebody was faster, what they made of it comes back in place of an error. */
const save = async (holdfast: Client, { over, mine }: Wish): Promise<Outcome> => {
  const params = { pair_id: over.id };
  const body = changesTo(over, mine);
  if (Object.keys(body).length === 0) return { saved: over };
  try {
    return { saved: await holdfast.bodyOf(changePair, { params, body }, { version: over.version }) };
  } catch (error) {
    if (!isStale(error)) throw error;
    return { theirs: await holdfast.bodyOf(getPair, { params }), mine };
  }
};

interface ChangePairPanelProps {
  readonly of: Pair;
  readonly onSaved: () => void;
  readonly onLeave: () => void;
}

/** What is typed stands until it is stored, whatever others do meanwhile. */
export const ChangePairPanel = ({ of: pair, onSaved, onLeave }: ChangePairPanelProps) => {
  const [begun, setBegun] = useState(pair);
  const [taken, setTaken] = useState<string | undefined>(undefined);
  const [conflict, setConflict] = useState<{ readonly theirs: Pair; readonly mine: PairText } | undefined>(undefined);
  const submit = useSubmit({
    ask: save,
    onAnswer: (outcome) => ('saved' in outcome ? onSaved() : setConflict(outcome)),
    words: PAIR_REFUSALS,
    onRefused: (error) => {
      setTaken(takenBy(error));
      return false;
    },
  });
  return (
    <Panel title="Change the pair">
      <div className="grid gap-4 p-4">
        {conflict !== undefined && (
          <ConflictPanel
            {...conflict}
            isRunning={submit.isRunning}
            onKeepMine={() => submit.run({ over: conflict.theirs, mine: conflict.mine })}
            onTakeTheirs={() => {
              setBegun(conflict.theirs);
              setConflict(undefined);
            }}
          />
        )}
        <PairForm
          key={begun.version}
          label="Change the pair"
          act="Save"
          from={begun}
          submit={submit}
          onFilled={(mine) => {
            setTaken(undefined);
            submit.run({ over: conflict?.theirs ?? begun, mine });
          }}
          beside={
            <>
              <Button onClick={onLeave}>Leave it as it is</Button>
              <TakenLink id={taken} />
            </>
          }
        />
      </div>
    </Panel>
  );
};
