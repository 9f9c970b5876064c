import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import { useParams, useRouter, useRouterState } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useWide } from '../../controls/use-wide.ts';
import { LiveHeader } from '../../live/live-header.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useMe } from '../../session/use-me.ts';
import { spanOfTime } from '../../text/span-of-time.ts';
import { useKnownWaiting } from '../use-waiting.ts';
import { BypassBanner } from '../bypasses/bypass-banner.tsx';
import { DecisionsTabs } from '../decisions-tabs.tsx';
import { visibleText } from '../arguments/visible-text.ts';
import { DecisionPane } from '../detail/decision-pane.tsx';
import { useKnownTitle } from '../detail/use-decision.ts';
import { InboxContents } from './inbox-contents.tsx';
import { InboxFilters } from './inbox-filters.tsx';
import { isFiltered, readShown, type ShownDecisions, wordsOf } from './shown-decisions.ts';
import { useInboxKeys } from './use-inbox-keys.ts';
import { type Inbox, useInbox } from './use-inbox.ts';

const NONE: readonly never[] = [];

const noteOf = ({ live: { known } }: Inbox, { status }: ShownDecisions): string | undefined => {
  if (known === undefined || status !== 'pending' || known.body.items.length === 0) return undefined;
  const { items, next_cursor: next } = known.body;
  const oldest = Math.min(...items.map(({ created_at: at }) => Date.parse(at)));
  if (next !== null) return `more than ${items.length} wait`;
  return `${items.length} ${items.length === 1 ? 'waits' : 'wait'}, the oldest for ${spanOfTime(known.serverAt - oldest)}`;
};

/** Whose page it is while a list is beside it: with none chosen the first is, once, and stays whatever comes before it. */
const useFirstChosen = (first: DecisionId | undefined, go: (id: DecisionId) => void): void => {
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  useEffect(() => {
    if (first !== undefined) latest.current(first);
  }, [first]);
};

/** The pane of the one that is chosen: each is read from its top, and the keys that scroll do it from there. */
const usePane = (chosen: string | undefined) => {
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen !== undefined && (pane.current?.getBoundingClientRect().top ?? 0) < 0)
      pane.current?.scrollIntoView({ block: 'start' });
  }, [chosen]);
  return { pane, read: (): void => pane.current?.focus({ preventScroll: true }) };
};

interface BesideProps {
  readonly list: ReactNode;
  readonly pane: RefObject<HTMLDivElement | null>;
  readonly children: ReactNode;
}

const Beside = ({ list, pane, children }: BesideProps) => (
  <div className="grid flex-1 grid-cols-[minmax(0,1fr)] lg:grid-cols-[380px_minmax(0,1fr)]">
    <div className="border-line bg-surface lg:sticky lg:top-0 lg:max-h-dvh lg:overflow-y-auto lg:border-r">{list}</div>
    <div ref={pane} role="region" aria-label="Chosen decision" tabIndex={-1} className="min-w-0 -outline-offset-2">
      {children}
    </div>
  </div>
);

const BackToAll = ({ shown }: { readonly shown: ShownDecisions }) => (
  <nav aria-label="Back" className="border-b border-line bg-surface px-4 py-2">
    <PageLink to={paths.decisions(wordsOf(shown))} className="text-accent underline underline-offset-2">
      All decisions
    </PageLink>
  </nav>
);

/** The inbox: what waits, the most urgent first, and beside it the one that is chosen; on a phone one after the other. */
export const InboxPage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { decisionId: chosen } = useParams({ strict: false }) as { readonly decisionId?: DecisionId };
  const router = useRouter();
  const shown = readShown(useRouterState({ select: ({ location }) => location.searchStr }));
  const isWide = useWide();
  const me = useMe()?.workspace?.member_id;
  const inbox = useInbox(shown);
  const list = useRef<HTMLUListElement>(null);
  const title = useKnownTitle(chosen);
  const { pane, read } = usePane(chosen);
  const items = inbox.live.known?.body.items ?? NONE;
  const pathOf = (id: string): string => paths.decision(id, wordsOf(shown));
  const go = (id: DecisionId): void => void router.navigate({ href: pathOf(id), replace: true, resetScroll: !isWide });
  const show = (next: ShownDecisions): void =>
    void router.navigate({ href: paths.decisions(wordsOf(next)), resetScroll: false });
  useInboxKeys(list, { ids: items.map(({ id }) => id), chosen, onGo: go, onRead: read });
  useFirstChosen(isWide && chosen === undefined ? items[0]?.id : undefined, go);
  const { live } = inbox;
  const isWhole = shown.status === 'pending' && !isFiltered(shown) && live.known !== undefined;
  useKnownWaiting(isWhole ? { count: items.length, isMore: live.known?.body.next_cursor !== null } : undefined);
  const contents = (
    <InboxContents
      list={list}
      inbox={inbox}
      shown={shown}
      chosen={chosen}
      isBeside={isWide}
      pathOf={pathOf}
      onRead={read}
      me={me}
      onClear={() => show({ ...shown, filters: {} })}
    />
  );
  const detail = chosen !== undefined && <DecisionPane key={chosen} id={chosen} />;
  return (
    <>
      <LiveHeader title="Decisions" tab={title && visibleText(title)} note={noteOf(inbox, shown)} live={inbox.live} />
      {(isWide || chosen === undefined) && <DecisionsTabs />}
      <BypassBanner />
      {!isWide && chosen !== undefined ? (
        <>
          <BackToAll shown={shown} />
          {detail}
        </>
      ) : (
        <>
          <InboxFilters shown={shown} kinds={[...new Set(items.map(({ kind }) => kind))]} show={show} />
          {chosen === undefined && items.length === 0 ? (
            contents
          ) : (
            <Beside list={contents} pane={pane}>
              {isWide && detail}
            </Beside>
          )}
        </>
      )}
    </>
  );
};
