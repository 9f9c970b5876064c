/** As much of a browser as a sign-in needs: it keeps cookies and goes where it is sent, one step at a time. */
export interface Browser {
  readonly cookies: Map<string, string>;
  go(url: string | URL, init?: RequestInit): Promise<Went>;
}

export interface Went {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: unknown;
}

/** Whoever is told to go to `publicUrl` comes to the node, wherever that listens. */
export const openBrowser = (publicUrl: string, node: { readonly url: string }): Browser => {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async go(url, init = {}) {
      const target = new URL(url, publicUrl);
      const isOurs = target.origin === publicUrl;
      const headers = new Headers(init.headers);
      if (isOurs && cookies.size > 0)
        headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
      if (init.method !== undefined) headers.set('origin', publicUrl);
      const place = isOurs ? new URL(target.pathname + target.search, node.url) : target;
      const answer = await fetch(place, { ...init, headers, redirect: 'manual' });
      if (isOurs) for (const line of answer.headers.getSetCookie()) keep(cookies, line);
      const text = await answer.text();
      return { status: answer.status, location: answer.headers.get('location') ?? undefined, body: read(text) };
    },
  };
};

const keep = (cookies: Map<string, string>, line: string): void => {
  const [pair = ''] = line.split(';');
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  if (/;\s*max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
};

const read = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
