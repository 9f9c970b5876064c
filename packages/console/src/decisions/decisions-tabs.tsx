import { PageTabs } from '../controls/page-tabs.tsx';
import { DECISIONS } from '../routing/navigation.ts';

/** The way between the inbox and what is beside it. */
export const DecisionsTabs = () => <PageTabs label="Decisions" pages={DECISIONS} />;
