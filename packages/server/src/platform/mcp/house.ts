import type { Places } from '../limits/places.ts';
import type { CallParts } from './tools/call-tool.ts';
import type { Sessions } from './sessions.ts';
import type { TaskKeeper } from './tasks/task-keeper.ts';
import type { Toolbox } from './tools/toolbox.ts';

/** What every dialect speaks of. */
export interface House extends CallParts {
  readonly version: string;
  readonly toolbox: Toolbox;
  readonly tasks: TaskKeeper | undefined;
  readonly sessions: Sessions;
  /** For those who wait. */
  readonly places: Places;
}

export const STATELESS = '2026-07-28';

/** Revisions with sessions, the newest first. */
export const WITH_SESSIONS = ['2025-11-25', '2025-06-18'] as const;

/** How often whoever waits for a task is told to ask. */
export const POLL_MS = 2000;

export const serverInfo = ({ version }: House) => ({ name: 'holdfast', title: 'Holdfast', version });

export const INSTRUCTIONS =
  'Holdfast keeps what an agent needs: search_knowledge finds answers that people approved. Ask with request_decision before an ' +
  'action that cannot be taken back; do exactly what was approved, and nothing when the verdict is deny.';
