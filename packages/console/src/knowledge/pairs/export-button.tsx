import { type ExportFormat, exportPairs, type PairFilters } from '@holdfast/protocol/knowledge/pairs';
import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Choice } from '../../controls/choice.tsx';
import { Modal } from '../../controls/modal.tsx';
import { useDownload } from '../../files/use-download.ts';
import { bytes } from '../../text/bytes.ts';

const FORMATS: readonly (readonly [ExportFormat, string, string])[] = [
  ['csv', 'CSV', 'The text as it is, for programs and for importing it again.'],
  ['spreadsheet', 'CSV for a spreadsheet', 'No cell is taken for a formula there.'],
  ['jsonl', 'JSON lines', 'One object a line, the text as it is.'],
];

/** Takes years of answers with it, so it is not cut off after half a minute. */
const PATIENCE_MS = 120_000;

interface ExportButtonProps {
  readonly filters: PairFilters;
  readonly isFiltered: boolean;
}

/** The pairs that are shown, as a file. */
export const ExportButton = ({ filters, isFiltered }: ExportButtonProps) => {
  const [isOpen, setIsOpen] = useState(false);
  const [format, setFormat] = useState<ExportFormat>('csv');
  const { run, isRunning, bytes: here, saved, refusal } = useDownload();
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Export</Button>
      <Modal title="Export pairs" isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <div className="grid gap-4 px-4 pb-4">
          <p className="text-muted">
            {isFiltered ? 'All pairs that the filters find, also those further down.' : 'All pairs of the workspace.'}
          </p>
          <Choice label="Format" choices={FORMATS} chosen={format} onChoose={setFormat} />
          {refusal !== undefined && (
            <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad wrap-anywhere">
              {refusal}
            </p>
          )}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button
              look="primary"
              aria-disabled={isRunning}
              onClick={() =>
                run((holdfast) =>
                  holdfast.download(exportPairs, { query: { ...filters, format } }, { timeoutMs: PATIENCE_MS }),
                )
              }
            >
              {isRunning ? 'One moment …' : 'Download'}
            </Button>
            <span role="status" className="text-muted wrap-anywhere">
              {isRunning && here > 0 && `${bytes(here)} so far`}
              {saved !== undefined && `${saved.filename}, ${bytes(saved.bytes)}, is among your downloads.`}
            </span>
          </div>
        </div>
      </Modal>
    </>
  );
};
