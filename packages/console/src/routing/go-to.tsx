import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { LoadingState } from '../states/loading-state.tsx';

/** This page is no place to stay: its address is replaced. Where it leads is decided once: on the way the address is another. */
export const GoTo = ({ path }: { readonly path: string }) => {
  const router = useRouter();
  const [to] = useState(path);
  useEffect(() => void router.navigate({ href: to, replace: true }), [router, to]);
  return <LoadingState />;
};
