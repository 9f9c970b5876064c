import type { Patch } from '@holdfast/protocol/workflows/patches';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { placeName } from './timeline/place-words.ts';

const Id = ({ id }: { readonly id: string }) => <span className="font-mono text-small">{id}</span>;

const TraceLink = ({ trace, span }: { readonly trace: string; readonly span: string | undefined }) => (
  <PageLink to={paths.trace(trace, { span })} isHere={false} className="text-accent underline-offset-2 hover:underline">
    <Id id={trace} />
  </PageLink>
);

/** What one patch says, and where it came from. */
export const PatchPanel = ({ patch }: { readonly patch: Patch }) => {
  const text = JSON.stringify(patch.patch, undefined, 2);
  const { trace_id: trace, span_id: span } = patch;
  const from = [
    ...(trace === null ? [] : [['Trace', <TraceLink key="trace" trace={trace} span={span ?? undefined} />] as const]),
    ...(span === null ? [] : [['Span', <Id key="span" id={span} />] as const]),
  ];
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
