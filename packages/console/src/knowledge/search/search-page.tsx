import { useRouter, useRouterState } from '@tanstack/react-router';
import { paths } from '../../routing/paths.ts';
import { PageHeader } from '../../shell/page-header.tsx';
import { FailureState } from '../../states/failure-state.tsx';
import { LoadingState } from '../../states/loading-state.tsx';
import { KnowledgeTabs } from '../knowledge-tabs.tsx';
import { AnswerView } from './answer-view.tsx';
import { type Asked, readAsked, wordsOf } from './asked.ts';
import { FirstQuestion } from './first-question.tsx';
import { QuestionForm } from './question-form.tsx';
import { useSearch } from './use-search.ts';

const Answer = ({ asked }: { readonly asked: Asked }) => {
  const { answer, isLate, isAsking, isBuilding, error, again } = useSearch(asked);
  if (asked.q === '') return <FirstQuestion />;
  if (error !== null && !isAsking) return <FailureState error={error} what="the search" onRetry={again} />;
  if (isBuilding) return <LoadingState what="the index, which is being built" />;
  if (answer === undefined) return <LoadingState what="what is found" />;
  return (
    <div
      aria-busy={isLate}
      className="grid grid-cols-[minmax(0,1fr)] content-start gap-4 p-4 aria-busy:opacity-60 md:p-6"
    >
      <AnswerView answer={answer} />
    </div>
  );
};

/** Where one sees why a question finds what it finds. */
export const SearchPage = () => {
  const router = useRouter();
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const asked = readAsked(search);
  const ask = (next: Asked): void => void router.navigate({ href: paths.searchLab(wordsOf(next)), resetScroll: false });
  return (
    <>
      <PageHeader title="Search lab" />
      <KnowledgeTabs />
      <QuestionForm asked={asked} ask={ask} />
      <Answer asked={asked} />
    </>
  );
};
