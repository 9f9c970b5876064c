import { answerJson, startHttpSimulator, type HttpSimulator } from '../http-simulator.ts';

/** Somebody else's API that takes hosts off the network. The same Idempotency-Key again has no second effect. */
export interface ContainmentApi extends HttpSimulator {
  /** What was isolated, in order, each effect once. */
  readonly isolated: readonly string[];
}

export const startContainmentApi = async (): Promise<ContainmentApi> => {
  const isolated: string[] = [];
  const known = new Set<string>();
  const simulator = await startHttpSimulator(({ asked, response }) => {
    const key = String(asked.headers['idempotency-key'] ?? '');
    const { host } = (asked.json ?? {}) as { readonly host?: unknown };
    if (asked.path !== '/isolate' || key === '' || typeof host !== 'string')
      return answerJson(response, 400, { error: 'a host and an Idempotency-Key are needed' });
    if (!known.has(key)) isolated.push(host);
    known.add(key);
    return answerJson(response, 200, { isolated: host });
  });
  return { ...simulator, isolated, asked: simulator.asked };
};
