import type { ErrorComponentProps } from '@tanstack/react-router';
import { PageHeader } from '../shell/page-header.tsx';
import { FailureState } from './failure-state.tsx';

/** A page that could not be shown at all. */
export const FailurePage = ({ error, reset }: ErrorComponentProps) => (
  <>
    <PageHeader title="Something went wrong" />
    <FailureState error={error instanceof Error ? error : new Error(String(error))} onRetry={reset} />
  </>
);
