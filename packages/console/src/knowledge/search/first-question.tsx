import { listPairs } from '@holdfast/protocol/knowledge/pairs';
import { useQuery } from '@tanstack/react-query';
import { Snippet } from '../../controls/snippet.tsx';
import { Panel } from '../../controls/panel.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useHoldfast } from '../../server/holdfast-context.ts';
import { FailureState } from '../../states/failure-state.tsx';
import { wordsOf } from './asked.ts';

const EXAMPLES = 3;

const curl = (): string => `curl -sS --get ${location.origin}/api/v1/knowledge/search \\
  -H 'authorization: Bearer YOUR_KEY' \\
  --data-urlencode 'q=How do I get my money back?'`;

/** Before anything is asked: what this page is for, questions to begin with, and the same from a program. */
export const FirstQuestion = () => {
  const holdfast = useHoldfast();
  const { data, error, refetch } = useQuery({
    queryKey: ['search-examples'],
    queryFn: ({ signal }) => holdfast.bodyOf(listPairs, { query: { limit: EXAMPLES } }, { signal }),
    networkMode: 'always',
    retry: false,
  });
  if (error !== null) return <FailureState error={error} what="the search" onRetry={() => void refetch()} />;
  return (
    <div className="grid max-w-[860px] grid-cols-[minmax(0,1fr)] gap-4 p-4 md:p-6">
      <Panel title="See why a pair is found">
        <div className="grid gap-4 p-4">
          <p>
            Ask something: you see which pairs are found by their words, which by their meaning, how both are put
            together, and whether that is enough to answer from.
          </p>
          {data?.items.length === 0 && (
            <p className="text-muted">
              There is no pair to be found yet.{' '}
              <PageLink to={paths.pairs()} isHere={false} className="text-accent underline underline-offset-2">
                Add some first
              </PageLink>
              .
            </p>
          )}
          {data !== undefined && data.items.length > 0 && (
            <div className="grid gap-1">
              <span className="text-muted">For example:</span>
              <ul className="grid list-disc gap-1 pl-5 wrap-anywhere">
                {data.items.map(({ id, question }) => (
                  <li key={id}>
                    <PageLink
                      to={paths.searchLab(wordsOf({ q: question, mode: 'fused', tags: [] }))}
                      isHere={false}
                      className="text-accent underline underline-offset-2"
                    >
                      {question}
                    </PageLink>
                  </li>
                ))}
              </ul>
            </div>
          )}
          <Snippet code={curl()} what="the command" />
        </div>
      </Panel>
    </div>
  );
};
