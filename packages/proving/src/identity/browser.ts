import { createHttp, type Answer, type Ask } from '../http.ts';
import type { Place } from './caller.ts';
import type { Secrets } from './person.ts';

/** What keeps cookies and says from which site its pages are. */
export interface Browser {
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  cookie(name: string): string | undefined;
  forget(name: string): void;
}

export const createBrowser = (place: Place): Browser => {
  const kept = new Map<string, string>();
  const keep = (line: string): void => {
    const pair = line.split(';')[0] ?? '';
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    if (value === '') kept.delete(name);
    else kept.set(name, value);
  };
  return {
    async ask(method, path, ask = {}) {
      const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await createHttp(place.url)(method, path, {
        ...ask,
        headers: { origin: new URL(place.url).origin, ...(cookie === '' ? {} : { cookie }), ...ask.headers },
      });
      for (const line of answer.headers.getSetCookie()) keep(line);
      return answer;
    },
    cookie: (name) => kept.get(name),
    forget: (name) => void kept.delete(name),
  };
};

export const signInBrowser = async (place: Place, { email, password }: Secrets): Promise<Browser> => {
  const browser = createBrowser(place);
  await browser.ask('POST', '/api/v1/sign-in', { body: { email, password } });
  return browser;
};
