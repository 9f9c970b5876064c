import { useRouterState } from '@tanstack/react-router';
import { PageHeader } from '../shell/page-header.tsx';
import { NotFoundState } from './not-found-state.tsx';

export const NotFoundPage = () => {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <>
      <PageHeader title="Not found" />
      <NotFoundState detail={`The console has no page at ${path}. A link may be old, or of a newer version.`} />
    </>
  );
};
