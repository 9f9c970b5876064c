import { isDoor, paths } from '../routing/paths.ts';

/** Where to go on after the door: a page of this console, whatever the address says. */
export const returnPath = (to: string | undefined, origin: string): string => {
  if (to === undefined || !to.startsWith('/') || !URL.canParse(to, origin)) return paths.home();
  const url = new URL(to, origin);
  if (url.origin !== origin || isDoor(url.pathname)) return paths.home();
  return url.pathname + url.search + url.hash;
};

/** Where one is now, to come back to. */
export const returnHere = (): string => location.pathname + location.search + location.hash;
