import { type AuditEntry, listAudit, listInstanceAudit } from '@holdfast/protocol/audit/audit';
import type { Topic } from '@holdfast/protocol/live/topic';
import { Panel } from '../../controls/panel.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { useLivePages } from '../../live/use-live-pages.ts';
import { INSTANCE } from '../../routing/paths.ts';
import { StateFrame } from '../../states/state-frame.tsx';
import { counted } from '../../text/count.ts';
import { SettingsPage } from '../settings-page.tsx';
import { queryOf, useShown } from './audit-filter.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditLine } from './audit-line.tsx';
import { VerifyPanel } from './verify-panel.tsx';

const NO_TOPICS: readonly Topic[] = [];

/** What was done in this workspace, or to the instance, as it was written down for good. */
export const AuditPage = () => {
  const shown = useShown();
  const list = shown.of === INSTANCE ? listInstanceAudit : listAudit;
  const pages = useLivePages<AuditEntry>(
    ['audit', shown],
    (holdfast, cursor, signal) =>
      holdfast.call(
        list,
        { query: { ...queryOf(shown, Date.now()), cursor } },
        { ...(signal !== undefined && { signal }) },
      ),
    NO_TOPICS,
    // that it was read is written down as well: it is read when a person wants it
    { isResting: true },
  );
  return (
    <SettingsPage title="Audit trail" live={pages.live} what="the audit trail" above={<AuditFilters shown={shown} />}>
      {({ body: { items, next_cursor: cursor }, serverAt }) => (
        <>
          <VerifyPanel key={shown.of} of={shown.of} />
          <Panel
            title="What was done"
            note={`${counted(items.length, 'entry', 'entries')}${cursor === null ? '' : ' of more'}, the latest first`}
          >
            {items.length === 0 ? (
              <StateFrame title="Nothing like that is written down">
                <p className="text-muted">
                  Every act that changes who may do what is written down by itself, in the same transaction.
                </p>
              </StateFrame>
            ) : (
              <>
                <ol>
                  {items.map((entry) => (
                    <AuditLine key={entry.id} entry={entry} now={serverAt} shown={shown} />
                  ))}
                </ol>
                <LoadMore pages={pages} what="that there are" />
              </>
            )}
          </Panel>
        </>
      )}
    </SettingsPage>
  );
};
