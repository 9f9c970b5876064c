import { Button } from '../controls/button.tsx';

export const RetryButton = ({ onRetry }: { readonly onRetry: (() => void) | undefined }) =>
  onRetry === undefined ? undefined : (
    <Button look="primary" onClick={onRetry}>
      Try again
    </Button>
  );
