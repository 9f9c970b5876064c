import { LONGEST_LANGUAGE, LONGEST_SOURCE } from '@holdfast/protocol/knowledge/limits';
import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { useState } from 'react';
import { Modal } from '../../controls/modal.tsx';
import type { Deed } from '../../deeds/deed.ts';
import { type Filled, Form } from '../../forms/form.tsx';
import { MomentField } from '../../forms/moment-field.tsx';
import { TagsField } from '../../forms/tags-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { momentOf } from '../../text/local-moment.ts';
import { counted } from '../../text/count.ts';
import { bulkDeed } from './bulk-acts.ts';
import type { BulkAct } from './taking-back.ts';

/** What is asked for before it is done to many pairs. */
export type BulkQuestion = 'add_tags' | 'remove_tags' | 'set_source' | 'set_language' | 'set_validity';

const IDLE = { isRunning: false, fields: {}, refusal: undefined };

const ACTS: Readonly<Record<BulkQuestion, { readonly title: (pairs: string) => string; readonly act: string }>> = {
  add_tags: { title: (pairs) => `Tag ${pairs}`, act: 'Tag' },
  remove_tags: { title: (pairs) => `Take tags off ${pairs}`, act: 'Untag' },
  set_source: { title: (pairs) => `Set the source of ${pairs}`, act: 'Set the source' },
  set_language: { title: (pairs) => `Set the language of ${pairs}`, act: 'Set the language' },
  set_validity: { title: (pairs) => `Set when ${pairs} are valid`, act: 'Set the validity' },
};

const actOf = (kind: BulkQuestion, tags: readonly string[], filled: Filled): BulkAct => {
  switch (kind) {
    case 'add_tags':
    case 'remove_tags':
      return { kind, tags: [...tags] };
    case 'set_source':
      return { kind, source: filled('source').trim() };
    case 'set_language':
      return { kind, language: filled('language').trim() === '' ? null : filled('language').trim() };
    default:
      return {
        kind,
        valid_from: momentOf(filled('valid_from'), null),
        valid_until: momentOf(filled('valid_until'), null),
      };
  }
};

interface FieldsProps {
  readonly kind: BulkQuestion;
  readonly tags: readonly string[];
  readonly setTags: (tags: readonly string[]) => void;
  /** Tags of the pairs that are chosen. */
  readonly there: readonly string[];
}

const Fields = ({ kind, tags, setTags, there }: FieldsProps) => {
  if (kind === 'add_tags' || kind === 'remove_tags') {
    return (
      <TagsField
        label="Tags"
        name="tags"
        tags={tags}
        onChange={setTags}
        suggestions={there}
        isFirst
        hint="Enter or a comma ends one."
      />
    );
  }
  if (kind === 'set_source') {
    return (
      <TextField
        label="Source"
        name="source"
        maxLength={LONGEST_SOURCE}
        isFirst
        autoComplete="off"
        hint="Empty takes it away."
      />
    );
  }
  if (kind === 'set_language') {
    return (
      <TextField
        label="Language"
        name="language"
        maxLength={LONGEST_LANGUAGE}
        isFirst
        autoComplete="off"
        placeholder="en"
        hint="As in en or de-CH. Empty takes it away."
      />
    );
  }
  return (
    <>
      <MomentField label="Valid from" name="valid_from" at={null} hint="Empty: since ever." />
      <MomentField label="Valid until" name="valid_until" at={null} hint="Empty: for ever." />
    </>
  );
};

interface BulkFormProps {
  readonly kind: BulkQuestion;
  readonly chosen: readonly Pair[];
  readonly onDeed: (deed: Deed) => void;
  readonly onClose: () => void;
}

/** Asks for what is to be done to the pairs that are chosen. */
export const BulkForm = ({ kind, chosen, onDeed, onClose }: BulkFormProps) => {
  const [tags, setTags] = useState<readonly string[]>([]);
  const { title, act } = ACTS[kind];
  const there = [...new Set(chosen.flatMap((pair) => pair.tags))].toSorted();
  const lacksTags = (kind === 'add_tags' || kind === 'remove_tags') && tags.length === 0;
  return (
    <Modal title={title(counted(chosen.length, 'pair'))} isOpen onClose={onClose}>
      <div className="px-4 pb-4">
        <Form
          label={title(counted(chosen.length, 'pair'))}
          submit={IDLE}
          act={act}
          impossible={lacksTags ? 'Name a tag first.' : undefined}
          onFilled={(filled) => {
            onClose();
            onDeed(bulkDeed(chosen, actOf(kind, tags, filled), { act }));
          }}
        >
          <Fields kind={kind} tags={tags} setTags={setTags} there={there} />
        </Form>
      </div>
    </Modal>
  );
};
