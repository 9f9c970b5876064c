import { PageTabs } from '../controls/page-tabs.tsx';
import { KNOWLEDGE } from '../routing/navigation.ts';

/** The way from one page of Knowledge to the others. */
export const KnowledgeTabs = () => <PageTabs label="Knowledge" pages={KNOWLEDGE} />;
