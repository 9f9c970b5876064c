import { writeFileSync } from 'node:fs';
import type { FromModel, ToModel } from './messages.ts';
import { openModel, type OpenModel } from './open-model.ts';
import { UnusableModel } from './unusable-model.ts';

/** The life of the process in which a model runs: what is wrong with it, or with the runtime, ends this process and no other. */
const tell = (message: FromModel): void => void (process.connected && process.send?.(message));

let model: OpenModel | undefined;

const answerTo = async (message: ToModel): Promise<FromModel> => {
  if (message.kind === 'begin') {
    model = await openModel(message.beginning);
    return { kind: 'opened', fingerprint: model.fingerprint, dimensions: model.dimensions };
  }
  if (model === undefined) throw new UnusableModel('It was asked before it was open.');
  return { kind: 'embedded', vectors: await model.embed(message.texts, message.as) };
};

const failureOf = (error: unknown): FromModel => {
  const why = error instanceof Error ? error.message : String(error);
  return error instanceof UnusableModel && model === undefined ? { kind: 'unusable', why } : { kind: 'failed', why };
};

// where memory is short the system ends this one before the server
try {
  writeFileSync('/proc/self/oom_score_adj', '1000');
} catch {
  // a system without it chooses by itself
}
// a Ctrl-C reaches all processes of a terminal: this one ends with the server
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  // both sides are of one version: the one starts the other
  answerTo(message as ToModel)
    .catch(failureOf)
    .then(tell)
    .catch(() => process.exit(1));
});
