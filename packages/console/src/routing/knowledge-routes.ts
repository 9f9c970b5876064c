import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from './paths.ts';

/** Every page of Knowledge, loaded when somebody goes there. */
const PAGES = [
  [paths.pairs(), lazyRouteComponent(() => import('../knowledge/pairs/pairs-page.tsx'), 'PairsPage')],
  [paths.newPair(), lazyRouteComponent(() => import('../knowledge/pair/new-pair-page.tsx'), 'NewPairPage')],
  ['/knowledge/pairs/$pairId', lazyRouteComponent(() => import('../knowledge/pair/pair-page.tsx'), 'PairPage')],
  [paths.imports(), lazyRouteComponent(() => import('../knowledge/imports/imports-page.tsx'), 'ImportsPage')],
  [paths.newImport(), lazyRouteComponent(() => import('../knowledge/new-import/new-import-page.tsx'), 'NewImportPage')],
  [
    '/knowledge/imports/$importId',
    lazyRouteComponent(() => import('../knowledge/imports/import-page.tsx'), 'ImportPage'),
  ],
  [paths.feeds(), lazyRouteComponent(() => import('../knowledge/feeds/feeds-page.tsx'), 'FeedsPage')],
  [paths.newFeed(), lazyRouteComponent(() => import('../knowledge/feeds/new-feed-page.tsx'), 'NewFeedPage')],
  ['/knowledge/feeds/$feedId', lazyRouteComponent(() => import('../knowledge/feeds/feed-page.tsx'), 'FeedPage')],
  [paths.searchLab(), lazyRouteComponent(() => import('../knowledge/search/search-page.tsx'), 'SearchPage')],
  [paths.embedder(), lazyRouteComponent(() => import('../knowledge/embedder/embedder-page.tsx'), 'EmbedderPage')],
] as const;

export const knowledgeRoutes = (getParentRoute: () => AnyRoute) =>
  PAGES.map(([path, component]) => createRoute({ getParentRoute, path, component }));
