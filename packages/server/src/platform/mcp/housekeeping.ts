import { defineSweep } from '../jobs/define-sweep.ts';
import { sweepSessions } from './session-store.ts';

/** Forgets sessions that nobody used for a week. */
export const MCP_HOUSEKEEPING = defineSweep({
  name: 'sweep of mcp sessions',
  job: 'mcp.sweep',
  sweeps: [sweepSessions],
});
