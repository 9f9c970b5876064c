import type { Scope } from '../../live/scope.ts';
import { INSTANCE } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';

/** Whose things the address asks for. */
export const useWantedScope = (): Scope => (useSearchWord('of') === INSTANCE ? 'instance' : 'workspace');
