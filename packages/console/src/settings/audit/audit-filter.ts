import { INSTANCE } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';

/** What of the trail is shown, as the address says it. */
export interface Shown {
  readonly about: string | undefined;
  readonly since: string | undefined;
  readonly actor: string | undefined;
  readonly object: string | undefined;
  readonly of: typeof INSTANCE | undefined;
}

/** The beginnings of actions, as the server takes them for a filter. */
export const SUBJECTS = [
  ['sign_in', 'sign-ins'],
  ['account', 'accounts'],
  ['member', 'members'],
  ['invitation', 'invitations'],
  ['key', 'keys'],
  ['workspace', 'workspace'],
  ['instance', 'instance'],
  ['audit', 'the trail itself'],
] as const;

const DAY_MS = 86_400_000;

export const SPANS = [
  ['day', 'a day', DAY_MS],
  ['week', 'a week', 7 * DAY_MS],
  ['month', '30 days', 30 * DAY_MS],
] as const;

export const useShown = (): Shown => ({
  of: useSearchWord('of') === INSTANCE ? INSTANCE : undefined,
  about: useSearchWord('about'),
  since: useSearchWord('since'),
  actor: useSearchWord('actor'),
  object: useSearchWord('object'),
});

/** The same as the server asks for it. */
export const queryOf = ({ about, since, actor, object }: Shown, now: number) => {
  const span = SPANS.find(([word]) => word === since)?.[2];
  return {
    action: about,
    actor_id: actor,
    object_id: object,
    since: span === undefined ? undefined : new Date(now - span).toISOString(),
  };
};
