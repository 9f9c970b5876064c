import { PageLink } from '../routing/page-link.tsx';
import { paths } from '../routing/paths.ts';
import { StateFrame } from './state-frame.tsx';

export const NotFoundState = ({ detail }: { readonly detail: string }) => (
  <StateFrame title="There is nothing here">
    <p>{detail}</p>
    <PageLink to={paths.home()} className="text-accent underline underline-offset-2">
      Go to the first page
    </PageLink>
  </StateFrame>
);
