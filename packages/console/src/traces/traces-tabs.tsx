import { PageTabs } from '../controls/page-tabs.tsx';
import { TRACES } from '../routing/navigation.ts';

/** The way from one page of Traces to the others. */
export const TracesTabs = () => <PageTabs label="Traces" pages={TRACES} />;
