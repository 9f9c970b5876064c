import { useWaiting } from '../decisions/use-waiting.ts';

/** How many decisions wait, beside their page in the navigation. */
export const WaitingCount = () => {
  const waiting = useWaiting();
  if (waiting === undefined || waiting.count === 0) return undefined;
  return (
    <span className="font-semibold text-warn">
      {waiting.count}
      {waiting.isMore && '+'}
      <span className="sr-only"> waiting</span>
    </span>
  );
};
