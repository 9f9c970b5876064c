import { useMay } from '../../session/session-context.ts';
import { PageHeader } from '../../shell/page-header.tsx';
import { KnowledgeTabs } from '../knowledge-tabs.tsx';
import { MayNotWrite } from '../may-not-write.tsx';
import { NewImport } from './new-import.tsx';

export const NewImportPage = () => (
  <>
    <PageHeader title="Import a file" />
    <KnowledgeTabs />
    {useMay('knowledge:write') ? (
      <div className="grid max-w-[1080px] grid-cols-[minmax(0,1fr)] gap-4 p-4 md:p-6">
        <NewImport />
      </div>
    ) : (
      <MayNotWrite />
    )}
  </>
);
