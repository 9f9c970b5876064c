import type { AuditEntry } from '@holdfast/protocol/audit/audit';
import { CopyButton } from '../../controls/copy-button.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { visibleText } from '../../decisions/arguments/visible-text.ts';
import { Moment } from '../../text/moment.tsx';
import type { Shown } from './audit-filter.ts';
import { actionWords, actorWords, factText, placeWords } from './audit-words.ts';

interface AuditLineProps {
  readonly entry: AuditEntry;
  readonly now: number;
  readonly shown: Shown;
}

const LINK = 'text-accent underline underline-offset-2';

const Detail = ({ name, text }: { readonly name: string; readonly text: string }) => (
  <>
    <dt className="text-muted">{name}</dt>
    <dd className="flex min-w-0 flex-wrap items-center gap-2">
      <span className="min-w-0 font-mono wrap-anywhere">{text}</span>
      <CopyButton text={text} what={`the ${name.toLowerCase()}`} />
    </dd>
  </>
);

/** What an entry holds besides its sentence, for those who check. */
const Details = ({ entry }: { readonly entry: AuditEntry }) => (
  <dl className="grid grid-cols-[max-content_minmax(0,1fr)] items-center gap-x-4 gap-y-1 pt-2 text-small">
    {Object.entries(entry.facts).map(([name, value]) => (
      <div key={name} className="contents">
        <dt className="text-muted wrap-anywhere">{name.replaceAll('_', ' ')}</dt>
        <dd className="min-w-0 wrap-anywhere">{factText(value)}</dd>
      </div>
    ))}
    {entry.reason !== null && <Detail name="Reason" text={visibleText(entry.reason)} />}
    <Detail name="Action" text={entry.action} />
    {typeof entry.personal?.agent === 'string' && <Detail name="Agent" text={entry.personal.agent} />}
    {entry.hash !== null && <Detail name="Hash" text={entry.hash} />}
    {entry.trace_id !== null && <Detail name="Trace" text={entry.trace_id} />}
  </dl>
);

const Who = ({ entry: { actor, object }, shown }: Pick<AuditLineProps, 'entry' | 'shown'>) => (
  <>
    by{' '}
    {actor.id === null ? (
      actorWords(actor)
    ) : (
      <PageLink to={paths.audit({ ...shown, actor: actor.id, object: undefined })} isHere={false} className={LINK}>
        {actorWords(actor)}
      </PageLink>
    )}
    {object !== null && object.id !== actor.id && (
      <>
        , about{' '}
        <PageLink to={paths.audit({ ...shown, actor: undefined, object: object.id })} isHere={false} className={LINK}>
          {object.name ?? `${object.kind.replaceAll('_', ' ')} ${object.id.slice(-4)}`}
        </PageLink>
      </>
    )}
  </>
);

/** One act: what, by whom, about what, when and from where, and its place in the chain. */
export const AuditLine = ({ entry, now, shown }: AuditLineProps) => {
  const place = placeWords(entry);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-x-4 border-t border-line px-4 py-2.5 first:border-t-0 sm:grid-cols-[88px_minmax(0,1fr)_max-content]">
      <span className="text-small leading-5 text-muted">
        <Moment at={entry.at} now={now} />
      </span>
      <div className="min-w-0">
        <p className="font-semibold wrap-anywhere">{actionWords(entry.action)}</p>
        <p className="text-small text-muted wrap-anywhere">
          <Who entry={entry} shown={shown} />
          {place !== undefined && `, ${place}`}
        </p>
        <details className="text-small">
          <summary className="w-fit cursor-pointer rounded-control text-muted hover:text-ink">
            Details<span className="sr-only"> of: {actionWords(entry.action)}</span>
          </summary>
          <Details entry={entry} />
        </details>
      </div>
      <span className="text-small leading-5 text-muted">
        {entry.number === null ? (
          'not sealed yet'
        ) : (
          <>
            #{entry.number}
            {entry.hash !== null && (
              <span title={entry.hash} className="font-mono">
                {' '}
                {entry.hash.slice(0, 8)}
              </span>
            )}
          </>
        )}
      </span>
    </li>
  );
};
