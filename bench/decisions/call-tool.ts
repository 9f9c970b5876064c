import { Agent, request } from 'node:http';

/** Calls the tool with a key, over connections that stay open; both sides do it by this. */
export const createToolCaller = (url: string): ((id: string, key: string) => Promise<void>) => {
  const agent = new Agent({ keepAlive: true });
  return (id, key) =>
    new Promise((resolve, reject) => {
      const headers = { 'idempotency-key': key, 'content-length': 0 };
      request(new URL(`/effects/${id}`, url), { method: 'POST', agent, headers }, (answer) => {
        answer.resume().on('end', resolve);
        if (answer.statusCode !== 200) reject(new Error(`The tool answered ${answer.statusCode}`));
      })
        .on('error', reject)
        .end();
    });
};
