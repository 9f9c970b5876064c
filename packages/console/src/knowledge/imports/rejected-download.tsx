import { downloadRejectedRows, type ImportJob } from '@holdfast/protocol/knowledge/imports';
import { ActRow } from '../../controls/act-row.tsx';
import { useDownload } from '../../files/use-download.ts';
import { bytes } from '../../text/bytes.ts';
import { counted } from '../../text/count.ts';

/** The rejected rows as a file that can be mended and imported again. */
export const RejectedDownload = ({ job: { id, counts } }: { readonly job: ImportJob }) => {
  const { run, isRunning, saved, refusal } = useDownload();
  return (
    <>
      <ActRow
        label="Download"
        sentence={
          counts.rejected === 0
            ? 'No row was rejected.'
            : `${counted(counts.rejected, 'rejected row')} as CSV, with line and reason.`
        }
        isPossible={counts.rejected > 0}
        isRunning={isRunning}
        onAct={() => run((holdfast) => holdfast.download(downloadRejectedRows, { params: { import_id: id } }))}
      />
      <p role="status" className="px-4 pb-2 text-small text-muted wrap-anywhere empty:hidden">
        {saved !== undefined && `${saved.filename}, ${bytes(saved.bytes)}, is among your downloads.`}
      </p>
      {refusal !== undefined && (
        <p role="alert" className="px-4 pb-2 text-bad wrap-anywhere">
          {refusal}
        </p>
      )}
    </>
  );
};
