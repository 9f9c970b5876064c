import type { Patch } from '@holdfast/protocol/workflows/patches';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import { placeName } from './timeline/place-words.ts';

const Id = ({ id }: { readonly id: string }) => <span className="font-mono text-small">{id}</span>;

/** What one patch says, and where it came from. */
export const PatchPanel = ({ patch }: { readonly patch: Patch }) => {
  const text = JSON.stringify(patch.patch, undefined, 2);
  const from = [
    ['Trace', patch.trace_id],
    ['Span', patch.span_id],
  ].flatMap(([name, id]) =>
    typeof name === 'string' && typeof id === 'string' ? [[name, <Id key={name} id={id} />] as const] : [],
  );
  return (
    <Panel title="This patch" note={placeName(patch)}>
      {from.length > 0 && <Facts facts={from} />}
      <div className="flex items-start justify-between gap-2 p-4">
        <pre className="min-w-0 font-mono text-small whitespace-pre-wrap wrap-anywhere">{text}</pre>
        <CopyButton text={text} what="the patch" />
      </div>
    </Panel>
  );
};
