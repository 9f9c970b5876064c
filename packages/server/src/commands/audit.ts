import type { AuditVerdict } from '@holdfast/protocol/audit/audit';
import { INSTANCE_WORKSPACE, WorkspaceId } from '@holdfast/protocol/ids';
import { systemClock } from '../platform/clock/clock.ts';
import { verifyChain, type Anchor } from '../platform/audit/verify.ts';
import { listChains } from '../platform/audit/verify-store.ts';
import type { Database } from '../platform/database/database.ts';
import { createLifecycle } from '../platform/lifecycle/lifecycle.ts';
import { UsageError } from './arguments.ts';
import { EXIT, type Command } from './command.ts';
import { logToErrors } from './log.ts';
import { openStandingDatabase } from './standing-database.ts';

export const auditCommand: Command = {
  summary: 'Check whether the audit trail of every workspace is as it was written.',
  usage: 'audit verify [--workspace ID] [--head NUMBER:HASH] [--json]',
  help: `Computes the chains of hashes anew and names the first entry of each that is not as it was written. Works while Holdfast runs
and while it does not. Without --head it cannot find that a whole chain, or its end, was written anew by somebody who knows
how: keep heads elsewhere, such as the lines \`audit_head\` of the log, and give one here.
Exit code 1 when a chain does not hold.

  --workspace  check this one only; \`instance\` means the trail of the instance itself
  --head       a head from an earlier check that must still be part of the chain; needs --workspace
  --json       print JSON`,
  words: ['verify'],
  flags: { workspace: 'text', head: 'text', json: 'switch' },
  run: async ({ settings: { config }, rest, print, overrides }) => {
    const { workspace, anchor, asJson } = wishOf(rest);
    const log = logToErrors(config);
    const lifecycle = createLifecycle(log, systemClock);
    let broken = 0;
    try {
      const database = await openStandingDatabase({ config, overrides, lifecycle, log });
      for await (const each of workspace === undefined ? chainsOf(database) : [workspace]) {
        const verdict = await verifyChain(database, each, { anchor });
        if (!verdict.holds) broken += 1;
        print(asJson ? JSON.stringify({ workspace: each, ...verdict }) : sentenceOf(each, verdict));
      }
    } finally {
      await lifecycle.closeAll();
    }
    return broken === 0 ? EXIT.fine : EXIT.failed;
  },
};

interface Wish {
  readonly workspace: WorkspaceId | undefined;
  readonly anchor: Anchor | undefined;
  readonly asJson: boolean;
}

const wishOf = (rest: readonly string[]): Wish => {
  if (!rest.includes('verify')) throw new UsageError('Say what to do with the audit trail: audit verify.');
  const valueOf = (flag: string) => rest.findLast((word) => word.startsWith(`--${flag}=`))?.slice(flag.length + 3);
  const workspace = workspaceOf(valueOf('workspace'));
  const anchor = anchorOf(valueOf('head'));
  if (anchor !== undefined && workspace === undefined)
    throw new UsageError('--head is of one chain: name its workspace with --workspace.');
  return { workspace, anchor, asJson: rest.includes('--json') };
};

const workspaceOf = (text: string | undefined): WorkspaceId | undefined => {
  if (text === undefined) return undefined;
  if (text === 'instance' || text === INSTANCE_WORKSPACE) return INSTANCE_WORKSPACE;
  const id = WorkspaceId.safeParse(text.toLowerCase());
  if (!id.success) throw new UsageError(`--workspace must be the id of a workspace, or instance, not ${text}.`);
  return id.data;
};

const anchorOf = (text: string | undefined): Anchor | undefined => {
  if (text === undefined) return undefined;
  const [, number, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (number === undefined || hash === undefined)
    throw new UsageError('--head must be a number and a hash, as an earlier check printed them: 42:9f86d0...');
  return { number: Number(number), hash };
};

const AT_ONCE = 100;

const chainsOf = async function* (database: Database): AsyncGenerator<WorkspaceId> {
  let after: WorkspaceId | null = null;
  for (;;) {
    const found: WorkspaceId[] = await listChains(database.forInstance(), after, AT_ONCE);
    yield* found;
    after = found.at(-1) ?? null;
    if (found.length < AT_ONCE) return;
  }
};

const sentenceOf = (workspace: WorkspaceId, { holds, entries, erased, head, broken }: AuditVerdict): string => {
  const whose = workspace === INSTANCE_WORKSPACE ? 'instance' : workspace;
  if (!holds && broken !== null)
    return `\u2717 ${whose}  entry ${broken.number}${broken.entry_id === null ? '' : ` (${broken.entry_id})`}: ${broken.why}`;
  const without = erased === 0 ? '' : `, ${erased} without what was erased with a person`;
  return `\u2713 ${whose}  ${entries} entries${without}${head === null ? '' : `, head ${head.number}:${head.hash}`}`;
};
