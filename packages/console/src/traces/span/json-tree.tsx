import { useState } from 'react';
import { ChevronIcon } from '../../look/icons.tsx';

/** Of a long list or text only so much is there at first. */
const FEW = 50;
const LONG = 2_000;

type Container = Readonly<Record<string, unknown>> | readonly unknown[];

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

const summaryOf = (value: Container): string => {
  const count = Object.keys(value).length;
  return Array.isArray(value) ? `[${count}]` : `{${count}}`;
};

const Leaf = ({ value }: { readonly value: unknown }) => {
  const [isWhole, setIsWhole] = useState(false);
  if (typeof value !== 'string') return <span className="text-info">{String(value)}</span>;
  const isLong = value.length > LONG && !isWhole;
  return (
    <span className="wrap-anywhere whitespace-pre-wrap">
      <span className="text-ok">"{isLong ? value.slice(0, LONG) : value}"</span>
      {isLong && (
        <button
          type="button"
          onClick={() => setIsWhole(true)}
          className="pl-2 text-accent underline underline-offset-2"
        >
          show all {value.length.toLocaleString('en')} characters
        </button>
      )}
    </span>
  );
};

const Branch = ({
  name,
  value,
  depth,
}: {
  readonly name: string | undefined;
  readonly value: Container;
  readonly depth: number;
}) => {
  const [isOpen, setIsOpen] = useState(depth < 2);
  const [most, setMost] = useState(FEW);
  const entries = isOpen ? Object.entries(value) : [];
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex max-w-full items-center rounded-control text-left"
      >
        <span className={`-ml-1 ${isOpen ? 'rotate-90' : ''}`}>
          <ChevronIcon />
        </span>
        {name !== undefined && <span className="truncate pr-1.5 font-semibold">{name}</span>}
        <span className="text-muted">{summaryOf(value)}</span>
      </button>
      {isOpen && (
        <ul className="border-l border-line pl-3">
          {entries.slice(0, most).map(([key, one]) => (
            <li key={key} className="min-w-0">
              <JsonTree name={key} value={one} depth={depth + 1} />
            </li>
          ))}
          {entries.length > most && (
            <li>
              <button
                type="button"
                onClick={() => setMost(most * 4)}
                className="text-accent underline underline-offset-2"
              >
                {(entries.length - most).toLocaleString('en')} more
              </button>
            </li>
          )}
        </ul>
      )}
    </>
  );
};

interface JsonTreeProps {
  readonly name?: string | undefined;
  readonly value: unknown;
  readonly depth?: number;
}

/** Any value that JSON has, folded below the second level. What is in it is text and nothing else. */
export const JsonTree = ({ name, value, depth = 0 }: JsonTreeProps) =>
  isContainer(value) ? (
    <div className="min-w-0 font-mono text-small">
      <Branch name={name} value={value} depth={depth} />
    </div>
  ) : (
    <div className="flex min-w-0 items-baseline gap-1.5 font-mono text-small">
      {name !== undefined && <span className="max-w-[50%] shrink-0 font-semibold wrap-anywhere">{name}</span>}
      <Leaf value={value} />
    </div>
  );
