import type { PairId } from '@holdfast/protocol/knowledge/ids';
import { Panel } from '../../controls/panel.tsx';
import { DeedButton } from '../../deeds/deed-button.tsx';
import type { Deeds } from '../../deeds/use-deeds.ts';
import { LoadMore } from '../../live/load-more.tsx';
import { Mark } from '../../look/mark.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { FailureState } from '../../states/failure-state.tsx';
import { LoadingState } from '../../states/loading-state.tsx';
import { Ago } from '../../text/ago.tsx';
import { idEnd } from '../../text/id-end.ts';
import { differingFields, FIELD_LABELS } from '../pair-text.ts';
import { PairChange } from './pair-change.tsx';
import { restoring } from './restoring.ts';
import { type ListedVersion, type useHistory } from './use-history.ts';
import { versionWords } from './version-words.ts';

interface VersionProps {
  readonly id: PairId;
  readonly version: ListedVersion;
  /** The version before it; undefined when this is the first, or the one before is not loaded. */
  readonly before: ListedVersion | undefined;
  readonly latest: ListedVersion;
  readonly isFirst: boolean;
  readonly deeds: Deeds;
  readonly now: number;
}

const Story = ({ version: { made }, isFirst }: Pick<VersionProps, 'version' | 'isFirst'>) => (
  <span className="min-w-0 wrap-anywhere">
    {versionWords(made, isFirst)}
    {made.import_id !== null && (
      <>
        {': '}
        <PageLink to={paths.import(made.import_id)} className="text-accent underline underline-offset-2">
          {idEnd(made.import_id)}
        </PageLink>
      </>
    )}
  </span>
);

const Difference = ({ version, before, isFirst }: Pick<VersionProps, 'version' | 'before' | 'isFirst'>) => {
  if (version.removed) return undefined;
  if (isFirst)
    return <p className="pt-1 text-muted wrap-anywhere">This is what it said at first: {version.question}</p>;
  if (before === undefined) return <p className="pt-1 text-muted">Load more to see what was changed.</p>;
  return (
    <details className="group pt-1">
      <summary className="w-max max-w-full cursor-pointer text-muted hover:text-ink">
        {differingFields(before, version)
          .map((field) => FIELD_LABELS[field])
          .join(', ') || 'Nothing that it says'}
      </summary>
      <div className="pt-2">
        <PairChange before={before} after={version} />
      </div>
    </details>
  );
};

const Version = ({ id, version, before, latest, isFirst, deeds, now }: VersionProps) => {
  const mayWrite = useMay('knowledge:write');
  const isPresent = version.version === latest.version;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_max-content] items-start gap-x-4 border-t border-line px-4 py-3 first:border-t-0">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-semibold">{version.version}</span>
          <Story version={version} isFirst={isFirst} />
          <span className="text-small text-muted">
            <Ago at={version.made.at} now={now} />
          </span>
          {isPresent && !version.removed && (
            <Mark tone="none" shape="check">
              now
            </Mark>
          )}
        </p>
        <Difference version={version} before={before} isFirst={isFirst} />
      </div>
      {!isPresent && !version.removed && mayWrite && (
        <DeedButton
          deeds={deeds}
          deed={restoring(id, version.version, latest.removed ? undefined : latest.version)}
          of={`version ${version.version}`}
        />
      )}
    </li>
  );
};

interface HistoryPanelProps {
  readonly id: PairId;
  readonly pages: ReturnType<typeof useHistory>;
  readonly deeds: Deeds;
}

/** What a pair was, who changed it, and the way back. */
export const HistoryPanel = ({ id, pages, deeds }: HistoryPanelProps) => {
  const { known, failing, refresh } = pages.live;
  const items = known?.body.items ?? [];
  const [latest] = items;
  return (
    <Panel title="History" note="The latest first">
      {known === undefined &&
        (failing === undefined ? (
          <LoadingState what="the history" />
        ) : (
          <FailureState error={failing.error} what="the history" onRetry={refresh} />
        ))}
      {known !== undefined && latest !== undefined && (
        <>
          <ol aria-label="Versions">
            {items.map((version, index) => (
              <Version
                key={version.id}
                id={id}
                version={version}
                before={items[index + 1]}
                latest={latest}
                isFirst={index === items.length - 1 && known.body.next_cursor === null}
                deeds={deeds}
                now={known.serverAt}
              />
            ))}
          </ol>
          {known.body.next_cursor !== null && <LoadMore pages={pages} what="versions" />}
        </>
      )}
    </Panel>
  );
};
