import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { LoadingState } from '../states/loading-state.tsx';

/** This page is no place to stay: its address is replaced. */
export const GoTo = ({ path }: { readonly path: string }) => {
  const router = useRouter();
  useEffect(() => void router.navigate({ href: path, replace: true }), [router, path]);
  return <LoadingState />;
};
