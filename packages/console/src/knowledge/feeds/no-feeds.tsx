import { LinkButton } from '../../controls/link-button.tsx';
import { Snippet } from '../../controls/snippet.tsx';
import { paths } from '../../routing/paths.ts';
import { StateFrame } from '../../states/state-frame.tsx';

const curl = (): string => `curl -sS ${location.origin}/api/v1/knowledge/feeds \\
  -H 'authorization: Bearer YOUR_KEY' \\
  -H 'content-type: application/json' \\
  -d '{"name": "Help centre", "schedule": {"every_minutes": 60},
       "url": "https://help.example.com/export/faq.csv"}'`;

export const NoFeeds = ({ mayWrite }: { readonly mayWrite: boolean }) => (
  <StateFrame
    title="There is no feed yet"
    actions={mayWrite ? <LinkButton to={paths.newFeed()}>Add a feed</LinkButton> : undefined}
  >
    <p className="text-muted">
      A feed is a file at a URL that is imported again and again: an export of a help desk, a published table. It is
      asked for what has changed, tried again when it fails, and what it brings is an import that can be undone.
    </p>
    {mayWrite ? (
      <>
        <p className="text-muted">Or from a program:</p>
        <Snippet code={curl()} what="the command" />
      </>
    ) : (
      <p className="text-muted">To add one needs the permission knowledge:write, which analysts and admins have.</p>
    )}
  </StateFrame>
);
