import type { DecisionBypass } from '@holdfast/protocol/decisions/bypasses';
import type { Known } from '../../live/live.ts';
import { PageLink } from '../../routing/page-link.tsx';
import { paths } from '../../routing/paths.ts';
import { useMe } from '../../session/use-me.ts';
import { actorWords } from '../actor-words.ts';
import { GivenText } from '../arguments/given-text.tsx';
import { TimeLeft } from '../time/time-left.tsx';
import { useServerNow } from '../time/use-server-now.ts';
import { isLasting, useBypasses } from './use-bypasses.ts';

const Line = ({ bypass, now }: { readonly bypass: DecisionBypass; readonly now: number }) => {
  const me = useMe()?.workspace?.member_id;
  return (
    <li className="wrap-anywhere">
      <strong className="font-semibold">A bypass approves {bypass.kinds.join(', ')} at once.</strong> Begun by{' '}
      {actorWords(bypass.by, me)}: “<GivenText text={bypass.reason} />”{' '}
      <strong className="font-semibold">
        <TimeLeft since={bypass.began_at} until={bypass.ends_at} now={now} />
      </strong>
    </li>
  );
};

const Lasting = ({ known }: { readonly known: Known<{ readonly items: readonly DecisionBypass[] }> }) => {
  const now = useServerNow(known);
  const lasting = known.body.items.filter((one) => isLasting(one, now));
  if (lasting.length === 0) return undefined;
  return (
    <section
      aria-label="Bypasses that last"
      className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-warn bg-warn-soft px-4 py-2 md:px-6"
    >
      <ul className="grid min-w-0 flex-1 basis-72 gap-1">
        {lasting.map((one) => (
          <Line key={one.id} bypass={one} now={now} />
        ))}
      </ul>
      <PageLink to={paths.bypasses()} isHere={false} className="underline underline-offset-2">
        To the bypasses
      </PageLink>
    </section>
  );
};

/** While something is approved that nobody looks at, whoever decides sees it. */
export const BypassBanner = () => {
  const { known } = useBypasses().live;
  return known === undefined ? undefined : <Lasting known={known} />;
};
