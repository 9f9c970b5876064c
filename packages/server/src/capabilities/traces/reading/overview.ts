import type { TraceFilters } from '@holdfast/protocol/traces/filters';
import type { AggregateGroup, TraceAggregates, TraceFacets, TraceHistogram } from '@holdfast/protocol/traces/overview';
import type { AggregatesAsked } from '../store/span-store.ts';
import type { Asked } from './traces.ts';

type Filters = Omit<TraceFilters, 'attribute'>;

export const readFacets = ({ keeper, workspace, signal }: Asked, query: Filters): Promise<TraceFacets> =>
  keeper.of(workspace, signal).facets(query);

export const readHistogram = (
  { keeper, workspace, signal }: Asked,
  { buckets, ...filters }: Filters & { readonly buckets: number },
): Promise<TraceHistogram> => keeper.of(workspace, signal).histogram(filters, buckets);

interface AggregatesQuery extends NarrowFilters {
  readonly group_by: AggregateGroup;
  readonly buckets: number;
}
type NarrowFilters = AggregatesAsked['filters'];

export const readAggregates = (
  { keeper, workspace, signal }: Asked,
  { group_by: groupBy, buckets, ...filters }: AggregatesQuery,
): Promise<TraceAggregates> => keeper.of(workspace, signal).aggregates({ filters, groupBy, buckets });
