import { Dialog } from '@base-ui/react/dialog';
import { useId } from 'react';
import { IconButton } from '../../controls/icon-button.tsx';
import { CloseIcon } from '../../look/icons.tsx';
import { FailureState } from '../../states/failure-state.tsx';
import { LoadingState } from '../../states/loading-state.tsx';
import { skewOf } from '../trace/layout/skew.ts';
import type { SpanTree } from '../trace/layout/span-node.ts';
import { nameOf } from '../trace/span-row.tsx';
import { SpanDetailView } from './span-detail-view.tsx';
import { useSpan } from './use-span.ts';

interface SpanPaneProps {
  readonly tree: SpanTree;
  readonly place: number;
  readonly traceId: string;
  /** Over the page instead of beside the spans. */
  readonly isDrawer: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const Loaded = ({
  tree,
  place,
  traceId,
  spanId,
}: Pick<SpanPaneProps, 'tree' | 'place' | 'traceId'> & { readonly spanId: string }) => {
  const node = tree.nodes[place];
  const { data, error, refetch, isPlaceholderData } = useSpan(traceId, spanId, node?.end === undefined);
  if (data === undefined || node === undefined) {
    return error === null ? (
      <LoadingState what="the span" />
    ) : (
      <FailureState error={error} what="the span" onRetry={() => void refetch()} />
    );
  }
  return (
    <div aria-busy={isPlaceholderData} className="aria-busy:opacity-60">
      <SpanDetailView key={data.span_id} detail={data} base={tree.base} skew={skewOf(tree, node)} isCut={node.isCut} />
    </div>
  );
};

const Contents = ({ tree, place, traceId }: Pick<SpanPaneProps, 'tree' | 'place' | 'traceId'>) => {
  const node = tree.nodes[place];
  if (node === undefined) {
    return (
      <p className="p-4 text-muted">Choose a span to see what it did: with the arrow keys, j and k, or a press.</p>
    );
  }
  if (node.span === undefined) {
    return (
      <p className="p-4">
        The spans below name {node.key.slice('missing '.length)} as their parent, and it was not received. It may still
        come, its sender may have lost it, or it belongs to a service that sends its spans elsewhere.
      </p>
    );
  }
  return <Loaded tree={tree} place={place} traceId={traceId} spanId={node.span.span_id} />;
};

/** One span in detail, beside the spans, or over them where it is narrow. */
export const SpanPane = ({ isDrawer, isOpen, onClose, ...rest }: SpanPaneProps) => {
  const titleId = useId();
  const node = rest.tree.nodes[rest.place];
  const name = node === undefined ? 'No span is chosen' : nameOf(node);
  if (!isDrawer) {
    return (
      <section aria-labelledby={titleId} className="min-h-0 overflow-y-auto border-l border-line bg-surface">
        <h2 id={titleId} className={node === undefined ? 'sr-only' : 'px-4 pt-3 font-semibold wrap-anywhere'}>
          {name}
        </h2>
        <Contents {...rest} />
      </section>
    );
  }
  return (
    <Dialog.Root open={isOpen && node !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-shade" />
        <Dialog.Popup className="fixed inset-y-0 right-0 w-[min(520px,100vw)] overflow-y-auto border-l border-line-strong bg-surface">
          <div className="flex items-start justify-between gap-2 pt-2 pr-2 pl-4">
            <Dialog.Title className="pt-1 font-semibold wrap-anywhere">{name}</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" icon={<CloseIcon />} />} />
          </div>
          <Contents {...rest} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
