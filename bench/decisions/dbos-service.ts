import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createToolCaller } from './call-tool.ts';
import { importFrom } from './peers/import-from.ts';

/** What is used of its SDK. */
interface Dbos {
  setConfig(config: object): void;
  launch(): Promise<void>;
  registerWorkflow<Argument>(
    act: (argument: Argument) => Promise<void>,
    config: object,
  ): (argument: Argument) => Promise<void>;
  startWorkflow(
    workflow: (argument: string) => Promise<void>,
    options: { workflowID: string },
  ): (argument: string) => Promise<{ getResult(): Promise<void> }>;
  recv(topic: string, seconds: number): Promise<unknown>;
  send(workflow: string, message: unknown, topic: string): Promise<void>;
  runStep(act: () => Promise<void>, config: { name: string }): Promise<void>;
}

/** `dbos-service.ts <folder> <database> <tool>`: a workflow that waits for its approval, and then calls the tool. */
const [folder = '', database = '', tool = ''] = process.argv.slice(2);
const { DBOS } = await importFrom<{ DBOS: Dbos }>(folder, '@dbos-inc/dbos-sdk');
const callTool = createToolCaller(tool);
const LONGEST_SECONDS = 3_600;

const approval = DBOS.registerWorkflow(
  async (id: string) => {
    await DBOS.recv('approved', LONGEST_SECONDS);
    await DBOS.runStep(() => callTool(id, `dbos-${id}`), { name: 'tool' });
  },
  { name: 'approval' },
);
DBOS.setConfig({ name: 'bench', systemDatabaseUrl: database, systemDatabasePoolSize: 20, logLevel: 'error' });
await DBOS.launch();

const answer = async (path: string): Promise<void> => {
  const [, does, id = ''] = path.split('/');
  if (does === 'approve') return DBOS.send(id, true, 'approved');
  const handle = await DBOS.startWorkflow(approval, { workflowID: id })(id);
  void handle.getResult().then(() => process.send?.({ recorded: id }));
};

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    answer(request.url ?? '').then(
      () => response.writeHead(200, { 'content-length': 0 }).end(),
      () => response.writeHead(500, { 'content-length': 0 }).end(),
    );
  });
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
