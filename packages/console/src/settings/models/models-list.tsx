import type { Model } from '@holdfast/protocol/providers/models';
import { useId, useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Nothing } from '../../controls/nothing.tsx';
import { type Column, Table } from '../../controls/table.tsx';
import { CONTROL } from '../../forms/field-frame.tsx';
import { counted } from '../../text/count.ts';
import { Day } from '../../text/day.tsx';
import { findModels } from './find-models.ts';

/** What else is about the provider stays in reach. */
const FIRST_SHOWN = 25;
/** More than anybody reads: whoever looks for one searches. */
const MOST_SHOWN = 500;

const COLUMNS: readonly Column<Model>[] = [
  { heading: 'Model', cell: ({ id }) => <code className="font-mono text-small">{id}</code> },
  { heading: 'Called', cell: ({ id, name }) => (name === id ? <Nothing /> : name) },
  { heading: 'Since', cell: ({ created_at: at }) => (at === null ? <Nothing /> : <Day at={at} />) },
];

export const ModelsList = ({ models }: { readonly models: readonly Model[] }) => {
  const [words, setWords] = useState('');
  const [isLong, setIsLong] = useState(false);
  const most = isLong ? MOST_SHOWN : FIRST_SHOWN;
  const id = useId();
  const found = findModels(models, words);
  if (models.length === 0) return <p className="px-4 py-3 text-muted">The provider says that it has no models.</p>;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
        <label htmlFor={id} className="font-semibold">
          Search
        </label>
        <div className="min-w-0 flex-1 basis-48">
          <input
            id={id}
            type="search"
            value={words}
            onChange={({ target }) => setWords(target.value)}
            autoComplete="off"
            spellCheck={false}
            className={CONTROL}
          />
        </div>
        <span role="status" className="text-small text-muted">
          {words.trim() === '' ? '' : `${counted(found.length, 'model')} found`}
        </span>
      </div>
      {found.length > 0 && (
        <Table
          label="Models"
          columns={COLUMNS}
          grid="lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_104px]"
          rows={found.slice(0, most)}
          keyOf={({ id: model }) => model}
        />
      )}
      {found.length === 0 && <p className="px-4 py-3 text-muted">No model has all of these words in its name.</p>}
      {found.length > most && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-4 py-2">
          <p className="text-small text-muted">
            These are the first {most} of {counted(found.length, 'model')}.
          </p>
          {isLong ? undefined : <Button onClick={() => setIsLong(true)}>Show more</Button>}
        </div>
      )}
    </>
  );
};
