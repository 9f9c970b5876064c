import type { Answer } from '../../src/http.ts';
import { createCage, type Cage, type Kind } from '../../src/identity/canaries/cage.ts';
import { liveThrough } from '../../src/identity/canaries/live-through.ts';
import { readFiles, readTables, type Places } from '../../src/identity/canaries/where-things-are-left.ts';
import { until } from '../../src/lab/wait.ts';
import { expectBody } from '../../src/oracles/expect-answer.ts';
import { expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { answerNothing, startHttpSimulator } from '../../src/simulators/http-simulator.ts';
import { startSmtpServer } from '../../src/simulators/smtp/smtp-server.ts';

/** 32 bytes in base64. */
const SECRET_KEY = 'Y2FuYXJ5IGNhbmFyeSBjYW5hcnkgY2FuYXJ5IGNhbmE=';

/** There to hold what they hold, for their owner alone. */
const INTENDED_FILES: ReadonlySet<string> = new Set(['setup-token', 'secret-key']);

/** Where people are kept, and where an invitation waits for one. An e-mail is nowhere else. */
const TABLES_OF_EMAILS: ReadonlySet<string> = new Set(['table auth.accounts', 'table identity.invitations']);

const expectNone = (cage: Cage, places: Places, kindsOf: (place: string) => readonly Kind[]): void => {
  for (const [place, text] of places) {
    const found = cage.foundIn(text, kindsOf(place));
    expectThat(found.length === 0, `there is no secret in ${place}`, { found });
  }
};

const textOf = ({ headers, body }: Answer): string =>
  `${JSON.stringify([...headers])} ${typeof body === 'string' ? body : JSON.stringify(body)}`;

export default scenario({
  id: 'IDN-17',
  kind: 'security',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'No password, token, key, code or secret of a second factor is left in logs, answers, metrics, traces, tables or files, however it was sent, and no e-mail in logs, traces, jobs or the audit trail.',
  async run({ lab, report }) {
    const database = await lab.database();
    const mail = lab.keep(await startSmtpServer());
    const traces = lab.keep(await startHttpSimulator(({ response }) => answerNothing(response, 200)));
    const node = await lab.node({
      entry: 'product',
      database,
      environment: {
        HOLDFAST_LOG_LEVEL: 'debug',
        HOLDFAST_LOG_FORMAT: 'json',
        HOLDFAST_OTLP_EXPORT_URL: `${traces.url}/v1/traces`,
        HOLDFAST_SECRET_KEY: SECRET_KEY,
        HOLDFAST_SMTP_URL: mail.url,
        HOLDFAST_MAIL_FROM: 'holdfast@example.com',
      },
    });
    const cage = createCage();
    cage.plant('the secret key', SECRET_KEY);
    const heard: Answer[] = [];
    const operator = await liveThrough({ node, mail, cage, heard });
    // the last letters wait: what is in their jobs can be looked at, and what was said of them
    mail.play({ recipient: () => 'refuse for now' });
    const waiting = cage.plant('the e-mail of somebody invited', 'canary-waiting@example.com', 'e-mail');
    await operator.ask('POST', '/api/v1/invitations', { body: { email: waiting, role: 'viewer' } });
    await operator.ask('POST', '/api/v1/password-resets', { body: { email: operator.email } });
    await until('a letter to be refused', { seconds: 20 }, async () => {
      const jobs = expectBody<{ items: { error: string | null }[] }>(await operator.ask('GET', '/api/v1/jobs'), 200);
      return jobs.items.some(({ error }) => error !== null);
    });
    const metrics = await node.http('GET', '/metrics');
    // what waits to be sent is sent at the end
    await node.stop();

    const logs = new Map([['the log', node.logs.lines.join('\n')]]);
    const spans = new Map([['the exported traces', traces.asked.map(({ body }) => body).join('\n')]]);
    expectThat(spans.get('the exported traces')?.includes('identity.') === true, 'there are traces to look at');
    expectThat(
      node.logs.lines.some((line) => line.includes('"debug"')),
      'the log says all it can say',
    );
    const tables = await readTables(database);
    expectThat((tables.get('table holdfast.jobs') ?? '').includes('letter'), 'there is a job to look at');

    expectNone(cage, logs, () => ['secret', 'e-mail']);
    expectNone(cage, spans, () => ['secret', 'e-mail']);
    expectNone(cage, new Map([['metrics', textOf(metrics)]]), () => ['secret', 'e-mail']);
    expectNone(
      cage,
      new Map(heard.map((answer, at) => [`answer ${at} to ${answer.asked.split('?')[0]}`, textOf(answer)])),
      () => ['secret'],
    );
    expectNone(cage, tables, (place) => (TABLES_OF_EMAILS.has(place) ? ['secret'] : ['secret', 'e-mail']));
    expectNone(cage, readFiles(node.dataFolder, INTENDED_FILES), () => ['secret', 'e-mail']);
    report.figure('canaries', cage.planted);
    report.figure('answers looked at', heard.length);
    report.figure('lines of the log', node.logs.lines.length);
    report.figure('tables', tables.size);
  },
});
