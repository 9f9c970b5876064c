import { useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** As the server makes them. */
const TOKEN = /^[A-Za-z0-9_-]{1,200}$/u;

/**
 * The secret behind the # of a link. It is taken out of the address at once: what stands there is in the history and in
 * every picture of the screen.
 */
export const useFragmentToken = (): string | undefined => {
  const router = useRouter();
  const { hash, pathname } = useRouterState({ select: ({ location }) => location });
  const [token, setToken] = useState<string | undefined>(undefined);
  // whoever pastes the whole link where a part of it was stays on the page
  if (hash !== token && TOKEN.test(hash)) setToken(hash);
  useEffect(() => {
    if (hash !== '') void router.navigate({ href: pathname, replace: true });
  }, [router, hash, pathname]);
  return token;
};
