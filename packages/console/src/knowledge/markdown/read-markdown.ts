import MarkdownIt, { type Token } from 'markdown-it/browser';

/** HTML in an answer stays text; only addresses that name their scheme become links by themselves. */
const reader = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false });
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
// what an address leads to is judged when it is drawn, so that one that leads nowhere keeps its words
reader.validateLink = () => true;

/** A part of a text and what is within it. */
export interface MarkdownNode {
  readonly token: Token;
  readonly children: readonly MarkdownNode[];
}

interface Open {
  readonly token: Token | undefined;
  readonly children: MarkdownNode[];
}

/** Tokens that open and close, as a tree. */
const treeOf = (tokens: readonly Token[]): readonly MarkdownNode[] => {
  const root: Open = { token: undefined, children: [] };
  const open: Open[] = [root];
  for (const token of tokens) {
    const here = open.at(-1) ?? root;
    if (token.nesting === 1) open.push({ token, children: [] });
    else if (token.nesting === 0) here.children.push({ token, children: treeOf(token.children ?? []) });
    else {
      open.pop();
      if (here.token !== undefined) (open.at(-1) ?? root).children.push({ token: here.token, children: here.children });
    }
  }
  return root.children;
};

/** More than a browser draws at once: a table can have two hundred thousand cells in as many characters as an answer may have. */
const MOST_TOKENS = 20_000;

const countOf = (tokens: readonly Token[]): number =>
  tokens.reduce((sum, { children }) => sum + 1 + (children?.length ?? 0), 0);

/** Undefined for a text that would become more than can be drawn: it is shown as it was written. */
export const readMarkdown = (text: string): readonly MarkdownNode[] | undefined => {
  const tokens = reader.parse(text, {});
  return countOf(tokens) > MOST_TOKENS ? undefined : treeOf(tokens);
};
