import { listImports } from '@holdfast/protocol/knowledge/imports';
import { KNOWLEDGE_TOPICS } from '../knowledge/knowledge-topics.ts';
import { useLive } from '../live/use-live.ts';
import { paths } from '../routing/paths.ts';
import { counted } from '../text/count.ts';
import { failedLately } from './failed-lately.ts';
import { NeedLine, needOf } from './need-line.tsx';

const LOOKED_AT = 50;

const useFailed = (): number | undefined => {
  const { known, failing } = useLive({
    key: ['imports', 'latest'],
    ask: (holdfast, signal) => holdfast.call(listImports, { query: { limit: LOOKED_AT } }, { signal }),
    topics: KNOWLEDGE_TOPICS,
  });
  return known === undefined || failing !== undefined
    ? undefined
    : failedLately(known.body.items, known.serverAt).length;
};

/** Those that brought nothing, or a part only, and that nobody has looked after. */
export const FailedImports = () => {
  const failed = useFailed();
  return (
    <NeedLine label="Imports" to={paths.imports(failed === 0 ? undefined : 'failed')} need={needOf(failed)}>
      {failed === 0
        ? 'None failed this week, or it was imported again.'
        : failed !== undefined &&
          `${counted(failed, 'file')} failed this week and ${failed === 1 ? 'was' : 'were'} not imported again.`}
    </NeedLine>
  );
};
