import { LONGEST_ASKED } from '@holdfast/protocol/knowledge/limits';
import { SEARCH_MODES } from '@holdfast/protocol/knowledge/search';
import { useEffect, useMemo, useRef } from 'react';
import type { Command } from '../../commands/command.ts';
import { useOffer } from '../../commands/command-store.ts';
import { Button } from '../../controls/button.tsx';
import { FilterChips } from '../../controls/filter-chips.tsx';
import { TagsField } from '../../forms/tags-field.tsx';
import { paths } from '../../routing/paths.ts';
import { useTags } from '../use-tags.ts';
import { type Asked, type SearchMode, wordsOf } from './asked.ts';

const MODES: Readonly<Record<SearchMode, string>> = {
  fused: 'words and meaning',
  keyword: 'words alone',
  vector: 'meaning alone',
};

interface QuestionFormProps {
  readonly asked: Asked;
  readonly ask: (asked: Asked) => void;
}

/** What is asked, how, and among which pairs. */
export const QuestionForm = ({ asked, ask }: QuestionFormProps) => {
  const field = useRef<HTMLInputElement>(null);
  const tags = useTags();
  const commands = useMemo<readonly Command[]>(
    () => [{ id: 'search', label: 'Ask a question', group: 'This page', keys: '/', run: () => field.current?.focus() }],
    [],
  );
  useOffer(commands);
  useEffect(() => {
    if (field.current !== null && field.current !== document.activeElement) field.current.value = asked.q;
  }, [asked.q]);
  return (
    <form
      role="search"
      aria-label="Ask"
      className="grid gap-3 border-b border-line bg-surface px-4 py-4 md:px-6"
      onSubmit={(event) => {
        event.preventDefault();
        ask({ ...asked, q: field.current?.value.trim() ?? '' });
      }}
    >
      <div className="flex gap-2">
        <input
          ref={field}
          type="search"
          aria-label="Question"
          placeholder="Ask as people ask …"
          defaultValue={asked.q}
          maxLength={LONGEST_ASKED}
          className="min-h-10 w-full min-w-0 rounded-control border border-faint bg-surface px-3 text-ink placeholder:text-faint"
        />
        <Button type="submit" look="primary">
          Search
        </Button>
      </div>
      <div className="grid items-end gap-x-6 gap-y-3 lg:grid-cols-[max-content_minmax(0,1fr)]">
        <FilterChips
          label="By"
          chips={SEARCH_MODES.map((mode) => ({
            label: MODES[mode],
            to: paths.searchLab(wordsOf({ ...asked, mode })),
            isChosen: mode === asked.mode,
          }))}
        />
        <div className="max-w-[480px]">
          <TagsField
            label="Only pairs with all of these tags"
            name="tags"
            tags={asked.tags}
            onChange={(next) => ask({ ...asked, q: field.current?.value.trim() ?? asked.q, tags: next })}
            suggestions={tags}
          />
        </div>
      </div>
    </form>
  );
};
