import type { AuditVerdict } from '@holdfast/protocol/audit/audit';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Mark } from '../../look/mark.tsx';
import { counted } from '../../text/count.ts';

export interface AuditChecked {
  readonly verdict: AuditVerdict;
  /** The number of the head that it was compared with. */
  readonly against: number | undefined;
}

const Holds = ({ checked: { verdict, against } }: { readonly checked: AuditChecked }) => (
  <div className="grid justify-items-start gap-2">
    <Mark tone="ok" shape="check">
      The chain holds
    </Mark>
    <p>
      {counted(verdict.entries, 'entry', 'entries')} checked.
      {against !== undefined && ` Entry ${against} is the one that you kept.`}
      {verdict.erased > 0 && ` Of ${verdict.erased} the address and agent were erased with the person.`}
    </p>
  </div>
);

const Broken = ({ broken }: { readonly broken: AuditVerdict['broken'] }) => (
  <div className="grid justify-items-start gap-2">
    <Mark tone="bad" shape="cross">
      The chain is broken
    </Mark>
    {broken !== null && (
      <p className="wrap-anywhere">
        First at entry {broken.number}: {broken.why} Everything from there on may not be as it was written. Keep the
        database as it is, and tell whoever runs the instance.
      </p>
    )}
  </div>
);

export const Verdict = ({ checked }: { readonly checked: AuditChecked }) => {
  const { holds, broken, head } = checked.verdict;
  return (
    <div className="grid gap-3">
      {holds ? <Holds checked={checked} /> : <Broken broken={broken} />}
      {head !== null && (
        <p className="grid gap-1 text-small text-muted">
          The head. Keep it elsewhere, and a later check can be compared with it.
          <span className="flex items-center gap-2">
            <code className="min-w-0 font-mono wrap-anywhere text-ink">
              {head.number}:{head.hash}
            </code>
            <CopyButton text={`${head.number}:${head.hash}`} what="the head" />
          </span>
        </p>
      )}
    </div>
  );
};
