import { problemWords } from '../../door/sign-in/problem-words.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';

/** What came of the way to an issuer and back. */
export const IssuerNews = () => {
  const problem = problemWords(useSearchWord('problem'));
  const isAdded = useSearchWord('identity') === 'added';
  if (problem !== undefined) {
    return (
      <p role="alert" className="rounded-panel bg-bad-soft px-4 py-3 text-bad">
        {problem}
      </p>
    );
  }
  return isAdded ? (
    <p role="status" className="rounded-panel border border-ok bg-ok-soft px-4 py-3">
      The issuer’s account opens yours from now on.
    </p>
  ) : undefined;
};
