import { createElement, type ReactNode } from 'react';
import { type MarkdownNode, readMarkdown } from './read-markdown.ts';
import { safeAddress } from './safe-address.ts';

/** What is drawn, and how. What is not in this list is shown as text. */
const ELEMENTS: Readonly<Record<string, readonly [tag: string, look: string]>> = {
  paragraph_open: ['p', ''],
  blockquote_open: ['blockquote', 'grid gap-2 border-l-2 border-line-strong pl-3 text-muted'],
  bullet_list_open: ['ul', 'grid list-disc gap-1 pl-5'],
  ordered_list_open: ['ol', 'grid list-decimal gap-1 pl-6'],
  list_item_open: ['li', '*:not-first:mt-1'],
  table_open: ['table', 'block w-max max-w-full overflow-x-auto border-collapse'],
  thead_open: ['thead', ''],
  tbody_open: ['tbody', ''],
  tr_open: ['tr', ''],
  th_open: ['th', 'border border-line bg-sunken px-2 py-1 text-left font-semibold'],
  td_open: ['td', 'border border-line px-2 py-1'],
  strong_open: ['strong', 'font-semibold'],
  em_open: ['em', 'italic'],
  s_open: ['s', ''],
};

const CODE = 'rounded-control bg-sunken px-1 font-mono text-small';

/** The page has headings of its own, so those of an answer begin below them. */
const FIRST_LEVEL = 3;
const LAST_LEVEL = 6;

const headingOf = (tag: string): string => `h${Math.min(LAST_LEVEL, FIRST_LEVEL - 1 + Number(tag.slice(1)))}`;

const Away = ({ to, children }: { readonly to: string; readonly children: ReactNode }) => (
  <a
    href={to}
    title={to}
    target="_blank"
    rel="noopener noreferrer nofollow"
    className="text-accent underline underline-offset-2 wrap-anywhere"
  >
    {children}
  </a>
);

/** A picture of elsewhere is never loaded: whoever wrote its address would learn who reads. */
const Picture = ({ token }: Pick<MarkdownNode, 'token'>) => {
  const written = String(token.attrGet('src') ?? '');
  const to = safeAddress(written);
  const words = `picture: ${token.content === '' ? written : token.content}`;
  return to === undefined ? <span className="text-muted">[{words}]</span> : <Away to={to}>{words}</Away>;
};

const Link = ({ token, children }: MarkdownNode) => {
  const to = safeAddress(String(token.attrGet('href') ?? ''));
  return to === undefined ? (
    <span title="This address leads to no web page, so it is no link here.">
      <Nodes nodes={children} />
    </span>
  ) : (
    <Away to={to}>
      <Nodes nodes={children} />
    </Away>
  );
};

const Code = ({ token }: Pick<MarkdownNode, 'token'>) => (
  <pre className="overflow-x-auto rounded-control border border-line bg-sunken px-3 py-2 font-mono text-small">
    <code>{token.content.replace(/\n$/u, '')}</code>
  </pre>
);

const Node = ({ node }: { readonly node: MarkdownNode }): ReactNode => {
  const { token, children } = node;
  if (token.hidden) return <Nodes nodes={children} />;
  switch (token.type) {
    case 'text':
      return token.content;
    case 'inline':
      return <Nodes nodes={children} />;
    case 'softbreak':
    case 'hardbreak':
      return <br />;
    case 'hr':
      return <hr className="border-line" />;
    case 'code_inline':
      return <code className={CODE}>{token.content}</code>;
    case 'code_block':
    case 'fence':
      return <Code token={token} />;
    case 'image':
      return <Picture token={token} />;
    case 'link_open':
      return <Link {...node} />;
    case 'heading_open':
      return createElement(headingOf(token.tag), { className: 'font-semibold' }, <Nodes nodes={children} />);
    default: {
      const [tag, className] = ELEMENTS[token.type] ?? [];
      if (tag === undefined) return token.content;
      const start = tag === 'ol' ? Number(token.attrGet('start') ?? 1) : undefined;
      return createElement(tag, { className, start }, <Nodes nodes={children} />);
    }
  }
};

const Nodes = ({ nodes }: { readonly nodes: readonly MarkdownNode[] }) =>
  // oxlint-disable-next-line react/no-array-index-key -- a text that changes is read anew as a whole
  nodes.map((node, index) => <Node key={index} node={node} />);

/** A text with its Markdown drawn. It becomes elements and never HTML: what it says cannot run, load or send anything. */
export const Markdown = ({ text }: { readonly text: string }) => {
  const nodes = readMarkdown(text);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 wrap-anywhere">
      {nodes === undefined ? <p className="whitespace-pre-wrap">{text}</p> : <Nodes nodes={nodes} />}
    </div>
  );
};
