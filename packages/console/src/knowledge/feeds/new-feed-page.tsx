import { addFeed } from '@holdfast/protocol/knowledge/feeds';
import { useRouter } from '@tanstack/react-router';
import { useSubmit } from '../../forms/use-submit.ts';
import { paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { PageHeader } from '../../shell/page-header.tsx';
import { KnowledgeTabs } from '../knowledge-tabs.tsx';
import { MayNotWrite } from '../may-not-write.tsx';
import { FeedForm } from './feed-form.tsx';
import type { FeedValues } from './feed-values.ts';

const NewFeed = () => {
  const router = useRouter();
  const submit = useSubmit({
    ask: (holdfast, { header, ...body }: FeedValues) =>
      holdfast.bodyOf(addFeed, { body: { ...body, header: header ?? null } }),
    onAnswer: ({ id }) => void router.navigate({ href: paths.feed(id) }),
  });
  return (
    <FeedForm
      title="A file at a URL"
      label="Add a feed"
      act="Add the feed"
      submit={submit}
      onFilled={submit.run}
      beside={<span className="text-muted">It is pulled as soon as it is added.</span>}
    />
  );
};

export const NewFeedPage = () => (
  <>
    <PageHeader title="Add a feed" />
    <KnowledgeTabs />
    {useMay('knowledge:write') ? (
      <div className="grid max-w-[1080px] grid-cols-[minmax(0,1fr)] gap-4 p-4 md:p-6">
        <NewFeed />
      </div>
    ) : (
      <MayNotWrite />
    )}
  </>
);
