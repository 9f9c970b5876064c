import type { Capability } from '../../platform/capability.ts';
import { viewRoutes, type ViewsParts } from './routes.ts';

/** What people want to see again: filters of the list of traces, by name. */
export const createViews = (parts: ViewsParts): Capability => ({ endpoints: viewRoutes(parts) });
