import type { Node } from '../lab/node.ts';
import { openValues } from '../probe/values.ts';
import { expectThat } from './expect-that.ts';

/** Nobody was logged out: every node has every session as it was left. */
export const expectSessionsKept = async (
  nodes: readonly Node[],
  workspace: string,
  written: ReadonlyMap<string, string>,
): Promise<void> => {
  for (const node of nodes) {
    const values = openValues(node, workspace);
    const missing: string[] = [];
    for (const [key, value] of written) {
      const seen = await values.see(key);
      if (seen !== value) missing.push(`${key} is ${seen}, not ${value}`);
    }
    expectThat(missing.length === 0, 'every node has every session as it was left', {
      node: node.url,
      sessions: written.size,
      missing: missing.length,
      examples: missing.slice(0, 5),
    });
  }
};
