import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** As the server makes them. */
const TOKEN = /^[A-Za-z0-9_-]{1,200}$/u;

/**
 * The secret behind the # of a link. It is taken out of the address at once: what stands there is in the history and in
 * every picture of the screen.
 */
export const useFragmentToken = (): string | undefined => {
  const router = useRouter();
  const [token] = useState(() => {
    const fragment = location.hash.slice(1);
    return TOKEN.test(fragment) ? fragment : undefined;
  });
  useEffect(() => {
    if (location.hash !== '') void router.navigate({ href: location.pathname + location.search, replace: true });
  }, [router]);
  return token;
};
