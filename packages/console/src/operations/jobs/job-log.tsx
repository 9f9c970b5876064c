import type { JobLogLine } from '@holdfast/protocol/work/job';
import { Moment } from '../../text/moment.tsx';

export const JobLog = ({ lines, now }: { readonly lines: readonly JobLogLine[]; readonly now: number }) =>
  lines.length === 0 ? (
    <p className="px-4 py-3 text-muted">Its tries have said nothing. What a handler logs shows here.</p>
  ) : (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keyboard
    <div role="region" aria-label="Log lines" tabIndex={0} className="max-h-[420px] overflow-y-auto -outline-offset-2">
      <ol className="py-2">
        {/* oxlint-disable react/no-array-index-key -- two lines may be the same to the letter */}
        {lines.map((line, index) => (
          <li
            key={`${line.time} ${index}`}
            className="grid grid-cols-[max-content_max-content_minmax(0,1fr)] gap-x-4 px-4 py-0.5 font-mono text-small"
          >
            <span className="text-muted">
              <Moment at={line.time} now={now} />
            </span>
            <span className="text-muted">#{line.attempt}</span>
            <span className="wrap-anywhere whitespace-pre-wrap">{line.text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
