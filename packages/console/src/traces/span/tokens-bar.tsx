import type { Tokens } from '@holdfast/protocol/traces/usage';
import { countOf } from '../../text/count.ts';
import { allTokens } from '../tokens.ts';

const PARTS: readonly (readonly [keyof Tokens, string, string, string])[] = [
  ['input', 'input', 'fill-info', 'bg-info'],
  ['cache_read', 'read from a cache', 'fill-faint', 'bg-faint'],
  ['cache_write', 'written to a cache', 'fill-line-strong', 'bg-line-strong'],
  ['output', 'output', 'fill-ok', 'bg-ok'],
  ['reasoning', 'reasoning', 'fill-tool', 'bg-tool'],
  ['audio', 'audio', 'fill-warn', 'bg-warn'],
];

/** What the tokens of a call were, as a bar and in words. */
export const TokensBar = ({ tokens }: { readonly tokens: Tokens }) => {
  const all = Math.max(1, allTokens(tokens));
  const parts = PARTS.filter(([name]) => tokens[name] > 0);
  return (
    <>
      <svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-full">
        {parts.map(([name, , fill], index) => {
          const before = parts.slice(0, index).reduce((sum, [one]) => sum + tokens[one], 0);
          return (
            <rect key={name} x={(before * 100) / all} width={(tokens[name] * 100) / all} height="8" className={fill} />
          );
        })}
      </svg>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 pt-1.5 text-small text-muted">
        {parts.map(([name, label, , dot]) => (
          <li key={name} className="flex items-center gap-1.5">
            <span aria-hidden="true" className={`size-2.5 ${dot}`} />
            {label} {countOf(tokens[name])}
          </li>
        ))}
      </ul>
    </>
  );
};
