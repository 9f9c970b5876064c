import {
  LONGEST_ANSWER,
  LONGEST_LANGUAGE,
  LONGEST_QUESTION,
  LONGEST_SOURCE,
} from '@holdfast/protocol/knowledge/limits';
import { type ReactNode, useRef, useState } from 'react';
import { type Filled, Form } from '../../forms/form.tsx';
import { MomentField } from '../../forms/moment-field.tsx';
import { TagsField } from '../../forms/tags-field.tsx';
import { TextAreaField } from '../../forms/text-area-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { UnsavedGuard } from '../../forms/unsaved-guard.tsx';
import type { Submit } from '../../forms/use-submit.ts';
import { momentOf } from '../../text/local-moment.ts';
import type { PairText } from '../pair-text.ts';
import { PhrasingsField } from './phrasings-field.tsx';

interface PairFormProps {
  readonly label: string;
  readonly act: string;
  /** What the fields hold at first. */
  readonly from: PairText;
  readonly submit: Submit;
  readonly onFilled: (pair: PairText) => void;
  readonly beside?: ReactNode;
}

const wordOrNull = (word: string): string | null => (word.trim() === '' ? null : word.trim());

/** What is known of a pair beside what it says. */
const AboutFields = ({ from }: Pick<PairFormProps, 'from'>) => (
  <div className="grid gap-4 sm:grid-cols-2">
    <TextField
      label="Source"
      name="source"
      maxLength={LONGEST_SOURCE}
      autoComplete="off"
      defaultValue={from.source}
      hint="Where it comes from, as people say it."
    />
    <TextField
      label="Language"
      name="language"
      maxLength={LONGEST_LANGUAGE}
      autoComplete="off"
      defaultValue={from.language ?? ''}
      hint="As in en or de-CH; empty when it does not matter."
    />
    <MomentField label="Valid from" name="valid_from" at={from.valid_from} hint="Empty: since ever." />
    <MomentField label="Valid until" name="valid_until" at={from.valid_until} hint="Empty: for ever." />
  </div>
);

/** All that a pair says, to be written or changed. */
export const PairForm = ({ label, act, from, submit, onFilled, beside }: PairFormProps) => {
  const [tags, setTags] = useState<readonly string[]>(from.tags);
  const [phrasings, setPhrasings] = useState<readonly string[]>(from.phrasings);
  const isTouched = useRef(false);
  const isUnsaved = (): boolean => isTouched.current || submit.refusal !== undefined;
  const pairOf = (filled: Filled): PairText => ({
    question: filled('question'),
    answer: filled('answer'),
    phrasings: phrasings.filter((phrasing) => phrasing.trim() !== ''),
    tags: [...tags],
    source: filled('source').trim(),
    language: wordOrNull(filled('language')),
    valid_from: momentOf(filled('valid_from'), from.valid_from),
    valid_until: momentOf(filled('valid_until'), from.valid_until),
  });
  return (
    <Form
      label={label}
      submit={submit}
      act={act}
      onFilled={(filled) => {
        isTouched.current = false;
        onFilled(pairOf(filled));
      }}
      beside={beside}
    >
      <UnsavedGuard isUnsaved={isUnsaved} />
      <div className="contents" onInput={() => (isTouched.current = true)}>
        <TextAreaField
          label="Question"
          name="question"
          rows={2}
          required
          maxLength={LONGEST_QUESTION}
          defaultValue={from.question}
        />
        <TextAreaField
          label="Answer"
          name="answer"
          rows={10}
          required
          maxLength={LONGEST_ANSWER}
          defaultValue={from.answer}
          hint="Markdown is drawn where people read it. HTML stays text."
        />
        <PhrasingsField phrasings={phrasings} onChange={setPhrasings} />
        <TagsField label="Tags" name="tags" tags={tags} onChange={setTags} hint="Enter or a comma ends one." />
        <AboutFields from={from} />
      </div>
    </Form>
  );
};
