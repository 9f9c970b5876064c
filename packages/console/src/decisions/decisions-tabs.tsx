import { PageTabs } from '../controls/page-tabs.tsx';
import { DECISIONS } from '../routing/navigation.ts';

/** The way between the inbox and its statistics. */
export const DecisionsTabs = () => <PageTabs label="Decisions" pages={DECISIONS} />;
