import { useState } from 'react';
import { CopyButton } from '../../controls/copy-button.tsx';
import { JsonTree } from './json-tree.tsx';

interface AttributesProps {
  readonly label: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Undefined where there are few. */
  readonly typed?: string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Names and values, each to copy. */
export const Attributes = ({ label, attributes, typed = '' }: AttributesProps) => {
  const wanted = typed.trim().toLowerCase();
  const entries = Object.entries(attributes).filter(([name, value]) =>
    `${name}\n${textOf(value)}`.toLowerCase().includes(wanted),
  );
  return (
    <section aria-label={label} className="border-b border-line py-2">
      <h3 className="px-4 pb-1 text-small text-muted">
        {label} {entries.length}
      </h3>
      <dl>
        {entries.map(([name, value]) => (
          <div key={name} className="px-4 py-0.5 hover:bg-sunken">
            <dt className="font-mono text-small text-muted wrap-anywhere">{name}</dt>
            <dd className="flex min-w-0 items-start justify-between gap-2">
              {typeof value === 'string' ? (
                <span className="min-w-0 font-mono text-small wrap-anywhere whitespace-pre-wrap">{value}</span>
              ) : (
                <JsonTree value={value} depth={1} />
              )}
              <CopyButton text={textOf(value)} what={`the value of ${name.slice(0, 80)}`} />
            </dd>
          </div>
        ))}
      </dl>
      {entries.length === 0 && <p className="px-4 text-muted">{wanted === '' ? 'None.' : 'None is like that.'}</p>}
    </section>
  );
};

interface AllAttributesProps {
  readonly groups: readonly (readonly [label: string, attributes: Readonly<Record<string, unknown>>])[];
}

/** The attributes of a span and of where it comes from, with one search over all. */
export const AllAttributes = ({ groups }: AllAttributesProps) => {
  const [typed, setTyped] = useState('');
  return (
    <>
      <div className="border-b border-line px-4 py-2">
        <input
          type="search"
          aria-label="Search names and values"
          placeholder="Search names and values …"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="min-h-8 w-full rounded-control border border-faint bg-surface px-2 placeholder:text-faint"
        />
      </div>
      {groups.map(([label, attributes]) => (
        <Attributes key={label} label={label} attributes={attributes} typed={typed} />
      ))}
    </>
  );
};
