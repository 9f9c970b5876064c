import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { PartHealth } from '@holdfast/protocol/process/readiness';
import type { Traces } from './capabilities/traces/index.ts';
import type { Opening } from './opening.ts';
import type { Platform } from './platform.ts';
import { VERSION } from './version.ts';

/** What the process that holds the spans has to apply the last of them and to close its files. */
const CLOSING_MS = 8000;

/** Watches over the process that holds the spans, and the thread that judges large requests. Both are closed when nobody asks or sends any more, and before the log. */
export const openSpans = async (
  opening: Opening,
  platform: Platform,
  traces: Traces,
  knowsWorkspace: KnowsWorkspace,
): Promise<void> => {
  const { health, nodes } = platform;
  await opening.lifecycle.open('span judge', () => traces, { close: (one) => one.closeJudge() });
  await opening.lifecycle.open('span store', () => traces, {
    close: (one) => one.stopKeeper(CLOSING_MS),
    withinMs: CLOSING_MS + 2000,
  });
  health.add('spans', async () => {
    const own = traces.keeper.health();
    return own.status === 'ok' && (await keepApart(nodes)) ? APART : own;
  });
  await openOwnSpans(opening, platform, traces, knowsWorkspace);
};

/** Whether another node keeps spans of its own. */
const keepApart = async (nodes: Platform['nodes']): Promise<boolean> => {
  if (nodes.count() < 2) return false;
  const all = await nodes.list();
  return all.some(({ id, role, silent }) => id !== nodes.self.id && role !== 'worker' && !silent);
};

const APART: PartHealth = {
  status: 'degraded',
  detail:
    'Several nodes take spans, and each finds only those that it took. Let exporters and whoever reads traces reach one node, and give the others HOLDFAST_ROLE=worker.',
};

type KnowsWorkspace = (id: WorkspaceId) => Promise<boolean>;

/** Keeps what Holdfast itself does among the spans of a workspace, where an operator named one. */
const openOwnSpans = async (
  { config, lifecycle, log }: Opening,
  { ownSpans }: Platform,
  traces: Traces,
  knowsWorkspace: KnowsWorkspace,
): Promise<void> => {
  const { HOLDFAST_OWN_TRACES_WORKSPACE: workspace } = config;
  if (workspace === undefined) return;
  if (!(await knowsWorkspace(workspace)))
    log.warn(
      { event: 'own_traces_unread', workspace },
      'HOLDFAST_OWN_TRACES_WORKSPACE names no workspace of this instance: nobody can read these traces. Set it to an id from the list of workspaces.',
    );
  const sink = await lifecycle.open('own spans', () => traces.ownSpans(workspace, VERSION), {
    close: (opened) => opened.close(),
  });
  ownSpans.add(sink);
};
