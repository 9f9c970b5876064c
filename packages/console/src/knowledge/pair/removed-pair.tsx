import type { PairId } from '@holdfast/protocol/knowledge/ids';
import { DeedsView } from '../../deeds/deeds-view.tsx';
import { useDeeds } from '../../deeds/use-deeds.ts';
import { LiveView } from '../../live/live-view.tsx';
import { LinkButton } from '../../controls/link-button.tsx';
import { paths } from '../../routing/paths.ts';
import { StateFrame } from '../../states/state-frame.tsx';
import { HistoryPanel } from '../history/history-panel.tsx';
import { useHistory } from '../history/use-history.ts';

/** In the place of a pair that is not there any more: its history and the way back, as long as they are kept. */
export const RemovedPair = ({ id, lookAgain }: { readonly id: PairId; readonly lookAgain: () => Promise<unknown> }) => {
  const history = useHistory(id);
  const deeds = useDeeds(() => Promise.all([lookAgain(), history.live.refreshed()]));
  return (
    <LiveView live={history.live} what="the pair">
      {({ body }) => (
        <>
          <DeedsView deeds={deeds} />
          <StateFrame
            title="This pair was removed"
            actions={
              <LinkButton to={paths.pairs()} look="plain">
                To the pairs
              </LinkButton>
            }
          >
            <p className="wrap-anywhere">“{body.items[0]?.question}”</p>
            <p className="text-muted">It can be restored for seven days after its removal, to any of its versions.</p>
          </StateFrame>
          <HistoryPanel id={id} pages={history} deeds={deeds} />
        </>
      )}
    </LiveView>
  );
};
