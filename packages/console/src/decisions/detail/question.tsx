import type { Decision } from '@holdfast/protocol/decisions/decision';
import { capitalized } from '../../text/capitalized.ts';
import { GivenText } from '../arguments/given-text.tsx';
import { actorWords } from '../actor-words.ts';
import { useQuestion } from './use-question.ts';

interface QuestionProps {
  readonly decision: Decision;
  readonly me: string | undefined;
}

/** What its asker is asked, where a decision waits for the answer. */
export const Question = ({ decision, me }: QuestionProps) => {
  const asked = useQuestion(decision);
  if (asked?.reason === undefined || asked.reason === null) return undefined;
  return (
    <figure aria-label="What was asked" className="border-l-2 border-warn pl-3 wrap-anywhere">
      <figcaption className="text-small text-muted">
        <GivenText text={capitalized(actorWords(asked.by, me))} /> asked
      </figcaption>
      <blockquote className="whitespace-pre-wrap">
        <GivenText text={asked.reason} />
      </blockquote>
    </figure>
  );
};
