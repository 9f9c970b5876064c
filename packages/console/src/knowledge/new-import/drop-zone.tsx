import { useId } from 'react';
import { Button } from '../../controls/button.tsx';
import { useDroppedFile } from './use-dropped-file.ts';

const ENDINGS = '.csv,.tsv,.txt,.json,.jsonl,.ndjson,.md,.markdown,.xlsx,.gz,.zip';

interface DropZoneProps {
  readonly onFile: (file: File) => void;
}

/** Where a file is chosen, or dropped: anywhere on the page. */
export const DropZone = ({ onFile }: DropZoneProps) => {
  const isOver = useDroppedFile(onFile);
  const id = useId();
  return (
    <div
      data-over={isOver ? '' : undefined}
      className="grid justify-items-center gap-3 rounded-panel border-2 border-dashed border-line-strong bg-surface px-4 py-10 text-center data-over:border-accent data-over:bg-accent-soft"
    >
      <p className="font-semibold">Drop a file here</p>
      <p className="max-w-[56ch] text-muted">
        CSV, TSV, JSON, JSON lines, Markdown or XLSX, each plain, gzipped or in a zip. It is only looked at: nothing is
        stored before you say so.
      </p>
      <input
        id={id}
        type="file"
        accept={ENDINGS}
        aria-label="File"
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file !== undefined) onFile(file);
        }}
      />
      <Button look="primary" onClick={() => document.getElementById(id)?.click()}>
        Choose a file
      </Button>
    </div>
  );
};
