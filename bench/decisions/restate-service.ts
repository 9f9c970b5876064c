import { freePort } from '../../packages/proving/src/lab/free-port.ts';
import { createToolCaller } from './call-tool.ts';
import { importFrom } from './peers/import-from.ts';

/** What is used of its SDK. */
interface Restate {
  workflow(definition: object): object;
  serve(options: { services: object[]; port: number }): Promise<number>;
}

interface Context {
  readonly key: string;
  promise(name: string): Promise<unknown> & { resolve(value: unknown): Promise<void> };
  run(name: string, act: () => Promise<void>): Promise<void>;
}

/** `restate-service.ts <folder> <tool>`: a workflow that waits for its approval, and then calls the tool. */
const [folder = '', tool = ''] = process.argv.slice(2);
const { workflow, serve } = await importFrom<Restate>(folder, '@restatedev/restate-sdk');
const callTool = createToolCaller(tool);

const approval = workflow({
  name: 'approval',
  handlers: {
    async run(ctx: Context) {
      await ctx.promise('approved');
      await ctx.run('tool', () => callTool(ctx.key, `restate-${ctx.key}`));
      return 'executed';
    },
    async approve(ctx: Context) {
      await ctx.promise('approved').resolve(true);
      return 'approved';
    },
  },
});
const port = await freePort();
await serve({ services: [approval], port });
process.on('disconnect', () => process.exit(0));
process.send?.({ url: `http://127.0.0.1:${port}` });
