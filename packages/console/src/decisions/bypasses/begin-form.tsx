import { beginBypass, DecisionBypass } from '@holdfast/protocol/decisions/bypasses';
import { LONGEST_REASON, MOST_BYPASS, USUAL_BYPASS } from '@holdfast/protocol/decisions/limits';
import { useState } from 'react';
import { Confirm } from '../../controls/confirm.tsx';
import { Form } from '../../forms/form.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TagsField } from '../../forms/tags-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { visibleText } from '../arguments/visible-text.ts';
import { secondsWords } from '../rules/rule-words.ts';
import { begunPlace } from './begun.tsx';
import { OWN_KEYS_WAIT } from './own-keys.ts';

const TIMES = [900, 1_800, USUAL_BYPASS, 7_200, 14_400, MOST_BYPASS].map(
  (seconds) => [String(seconds), secondsWords(seconds)] as const,
);

interface Wanted {
  readonly kinds: string[];
  readonly for_seconds: number;
  readonly reason: string;
}

interface QuestionProps {
  readonly asked: Wanted | undefined;
  readonly onAct: (wanted: Wanted) => void;
  readonly onClose: () => void;
}

const Question = ({ asked, onAct, onClose }: QuestionProps) => (
  <Confirm
    title="Approve without anybody looking?"
    act="Begin it"
    keep="Leave it"
    isOpen={asked !== undefined}
    onAct={() => {
      if (asked !== undefined) onAct(asked);
    }}
    onClose={onClose}
    focusAfter={(before) => before ?? begunPlace()}
  >
    <p>
      What is asked for of {asked?.kinds.join(', ')} is approved at once for {secondsWords(asked?.for_seconds ?? 0)},
      whatever people would have to decide. Rules that deny still do. {OWN_KEYS_WAIT} It is written down with your name.
    </p>
  </Confirm>
);

const isKind = (kind: string): boolean => DecisionBypass.shape.kinds.element.safeParse(kind).success;

/** What is the matter with the kinds, said before it is asked whether it is meant. */
const kindsTrouble = (kinds: readonly string[]): string | undefined => {
  if (kinds.length === 0) return 'Say which kinds.';
  const wrong = kinds.find((kind) => !isKind(kind));
  return wrong === undefined
    ? undefined
    : `“${visibleText(wrong)}” is no kind: a small letter, then a-z 0-9 _ . : - and maybe a * at the end.`;
};

interface BeginFormProps {
  readonly onBegun: (bypass: DecisionBypass) => void;
  readonly lookAgain: () => Promise<unknown>;
}

/** Begins a bypass, after having asked once more. */
export const BeginForm = ({ onBegun, lookAgain }: BeginFormProps) => {
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<Wanted | undefined>(undefined);
  const [round, setRound] = useState(0);
  const submit = useSubmit({
    ask: (holdfast, body: Wanted) => holdfast.bodyOf(beginBypass, { body }),
    onAnswer: (bypass) => {
      setKinds([]);
      setRound((before) => before + 1);
      onBegun(bypass);
      void lookAgain();
    },
  });
  return (
    <>
      <Form
        key={round}
        label="Begin a bypass"
        submit={submit}
        act="Begin it"
        impossible={kindsTrouble(kinds)}
        onFilled={(filled) =>
          setAsked({ kinds: [...kinds], for_seconds: Number(filled('for_seconds')), reason: filled('reason').trim() })
        }
      >
        <TagsField
          label="Kinds"
          name="kinds"
          tags={kinds}
          onChange={setKinds}
          hint="Like host.isolate, or host.* for all that begin so. Not every kind at once."
        />
        <HowLongAndWhy />
      </Form>
      <Question asked={asked} onAct={submit.run} onClose={() => setAsked(undefined)} />
    </>
  );
};

const HowLongAndWhy = () => (
  <>
    <SelectField
      label="For"
      name="for_seconds"
      choices={TIMES}
      defaultValue={String(USUAL_BYPASS)}
      hint="It ends by itself, and can be ended before."
    />
    <TextField
      label="Reason"
      name="reason"
      required
      maxLength={LONGEST_REASON}
      autoComplete="off"
      hint="It is the reason of every decision that it makes."
    />
  </>
);
