import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from './paths.ts';

const page = lazyRouteComponent(() => import('../decisions/inbox/inbox-page.tsx'), 'InboxPage');

/** The inbox, the same with one decision beside it, what decides by itself, and how it was dealt with. */
const PAGES = [
  [paths.decisions(), page],
  ['/decisions/$decisionId', page],
  [
    paths.decisionStatistics(),
    lazyRouteComponent(() => import('../decisions/statistics/statistics-page.tsx'), 'StatisticsPage'),
  ],
  [paths.decisionRules(), lazyRouteComponent(() => import('../decisions/rules/rules-page.tsx'), 'RulesPage')],
  [paths.newDecisionRule(), lazyRouteComponent(() => import('../decisions/rules/new-rule-page.tsx'), 'NewRulePage')],
  ['/decisions/rules/$ruleId', lazyRouteComponent(() => import('../decisions/rules/rule-page.tsx'), 'RulePage')],
  [paths.bypasses(), lazyRouteComponent(() => import('../decisions/bypasses/bypasses-page.tsx'), 'BypassesPage')],
  [paths.callbacks(), lazyRouteComponent(() => import('../decisions/callbacks/callbacks-page.tsx'), 'CallbacksPage')],
] as const;

export const decisionsRoutes = (getParentRoute: () => AnyRoute) =>
  PAGES.map(([path, component]) => createRoute({ getParentRoute, path, component }));
