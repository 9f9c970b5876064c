import { HoldfastError } from '@holdfast/client/holdfast-error';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';

/** What refusals mean on a form of a pair. */
export const PAIR_REFUSALS: Readonly<Record<string, string>> = {
  question_taken: 'There is a pair with this question already. Change that one, or ask it differently here.',
};

/** The pair that has the question already, as the refusal names it. */
export const takenBy = (error: Error): string | undefined => {
  if (!(error instanceof HoldfastError) || error.code !== 'question_taken') return undefined;
  const { pair_id: id } = error.problem;
  return typeof id === 'string' ? id : undefined;
};

/** The way to the pair that has the question. */
export const TakenLink = ({ id }: { readonly id: string | undefined }) =>
  id !== undefined && (
    <PageLink to={paths.pair(id)} isHere={false} className="text-accent underline underline-offset-2">
      Open the pair that has it
    </PageLink>
  );
