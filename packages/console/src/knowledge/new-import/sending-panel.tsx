import { Button } from '../../controls/button.tsx';
import { Panel } from '../../controls/panel.tsx';
import { Progress } from '../../progress/progress.tsx';
import { bytes } from '../../text/bytes.ts';
import type { Sending } from './use-new-import.ts';

const KILO = 1_000;

interface SendingPanelProps {
  readonly sending: Sending;
  readonly onStop: () => void;
}

/** How much of a file has been sent; when all of it has, the server reads it. */
export const SendingPanel = ({ sending: { file, sent, moment: at, isDry }, onStop }: SendingPanelProps) => {
  const isSent = sent >= file.size && file.size > 0;
  const stop = <Button onClick={onStop}>Stop it</Button>;
  return (
    <Panel title={isDry ? 'Looking at the file' : 'Starting the import'} note={`${file.name}, ${bytes(file.size)}`}>
      <div className="p-4">
        {isSent ? (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p role="status">
              {isDry
                ? 'All of it is there. Its rows are being read …'
                : 'All of it is there. Its rows are being counted …'}
            </p>
            {stop}
          </div>
        ) : (
          <Progress
            label={`Sending ${file.name}`}
            reading={{
              done: Math.floor(sent / KILO),
              total: Math.ceil(file.size / KILO),
              unit: 'kB',
              at,
            }}
            state="running"
            cancel={stop}
          />
        )}
      </div>
    </Panel>
  );
};
