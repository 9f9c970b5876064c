import { SEARCH_MODES } from '@holdfast/protocol/knowledge/search';
import type { Words } from '../../routing/paths.ts';

export type SearchMode = (typeof SEARCH_MODES)[number];

/** What is asked in the lab, as the address says it. */
export interface Asked {
  readonly q: string;
  readonly mode: SearchMode;
  readonly tags: readonly string[];
}

const USUAL_MODE: SearchMode = 'fused';
/** Between tags: a tag may hold anything that people type, and nobody types this. */
const BETWEEN = '\n';

export const readAsked = (search: string): Asked => {
  const words = new URLSearchParams(search);
  const mode = SEARCH_MODES.find((one) => one === words.get('mode')) ?? USUAL_MODE;
  const tags = (words.get('tags') ?? '').split(BETWEEN).filter((tag) => tag !== '');
  return { q: words.get('q') ?? '', mode, tags };
};

/** The same as it stands in the address. */
export const wordsOf = ({ q, mode, tags }: Asked): Words => ({
  q: q === '' ? undefined : q,
  mode: mode === USUAL_MODE ? undefined : mode,
  tags: tags.length === 0 ? undefined : tags.join(BETWEEN),
});
