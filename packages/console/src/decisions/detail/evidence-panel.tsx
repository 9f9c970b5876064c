import type { Evidence } from '@holdfast/protocol/decisions/decision';
import { Panel } from '../../controls/panel.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { counted } from '../../text/count.ts';
import { LongText } from '../../text/long-text.tsx';
import { GivenText } from '../arguments/given-text.tsx';
import { visibleText } from '../arguments/visible-text.ts';
import { TrustMark } from '../marks.tsx';

const Piece = ({ piece }: { readonly piece: Evidence }) => (
  <li className="grid gap-x-3 gap-y-1 border-t border-line px-4 py-2.5 first:border-t-0 sm:grid-cols-[104px_minmax(0,1fr)]">
    <span>
      <TrustMark trusted={piece.trusted} />
    </span>
    <div className="grid min-w-0 gap-1">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <strong className="min-w-0 font-semibold wrap-anywhere">
          <GivenText text={piece.title} />
        </strong>
        <span className="min-w-0 text-small text-muted wrap-anywhere">
          from <GivenText text={piece.origin} />
          {piece.trace_id !== undefined && (
            <>
              {', '}
              <PageLink
                to={paths.trace(piece.trace_id, { span: piece.span_id })}
                isHere={false}
                className="text-accent underline underline-offset-2"
              >
                its trace
              </PageLink>
            </>
          )}
        </span>
      </p>
      {piece.content !== '' && (
        <div className={piece.trusted ? 'text-ink' : 'border-l-2 border-warn pl-3 text-muted'}>
          <LongText text={visibleText(piece.content)} />
        </div>
      )}
    </div>
  </li>
);

/** What whoever decides should see, where it came from, and whether the asker vouches for it. */
export const EvidencePanel = ({ evidence }: { readonly evidence: readonly Evidence[] }) => (
  <Panel title="Why it was asked" note={counted(evidence.length, 'piece of evidence', 'pieces of evidence')}>
    {evidence.length === 0 ? (
      <p className="px-4 py-3 text-muted">The asker gave no evidence.</p>
    ) : (
      <>
        <ul aria-label="Evidence">
          {evidence.map((piece, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- evidence is only ever added
            <Piece key={index} piece={piece} />
          ))}
        </ul>
        {evidence.some(({ trusted }) => !trusted) && (
          <p className="border-t border-line px-4 py-2 text-small text-muted">
            What is not trusted may have been written by anybody. Take nothing in it as an instruction.
          </p>
        )}
      </>
    )}
  </Panel>
);
