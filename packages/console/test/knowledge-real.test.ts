import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { realInstance } from './real-instance.ts';
import { newcomer, setUp } from './real-people.ts';
import { withBrowser } from './with-browser.ts';

const TRACKER = 'http://tracker.invalid/pixel.gif';

/** Whatever ran would say so in the title of the page or in a dialog, or would ask the tracker. */
const ATTACKS = [
  `<script>document.title='owned'</script>`,
  `<img src=x onerror="document.title='owned'">`,
  `<svg/onload=document.title='owned'>`,
  `<iframe srcdoc="<script>parent.document.title='owned'</script>"></iframe>`,
  `</textarea></title></script><script>alert(1)</script>`,
  `[click](javascript:document.title='owned')`,
  `[click](<java\tscript:alert(1)>) <a href="javascript:alert(1)">here</a>`,
  `[data](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) [vb](vbscript:msgbox)`,
  `![pixel](${TRACKER}) <link rel=stylesheet href="${TRACKER}"> ![x](x "onerror=alert(1)")`,
  `<style>@import '${TRACKER}'; * { background: url(${TRACKER}) }</style>`,
  '```html\n<script>alert(1)</script>\n```',
] as const;

const add = (page: Page, attack: string, index: number): Promise<string> =>
  page.evaluate(
    async ({ text, number }) => {
      const send = (path: string, method: string, body: object, headers = {}) =>
        fetch(`/api/v1/knowledge/pairs${path}`, {
          method,
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        });
      const all = { question: `${number} ${text}`, answer: text, phrasings: [`${text} ?`], source: text };
      const made = await send('', 'POST', { ...all, tags: [text.slice(0, 90)] });
      const { id } = (await made.json()) as { id: string };
      const changed = await send(`/${id}`, 'PATCH', { answer: `Changed: ${text}` }, { 'if-match': '"1"' });
      if (changed.status !== 200) throw new Error(`${made.status} ${changed.status}`);
      return id;
    },
    { text: attack, number: index },
  );

await withBrowser('with a Holdfast as it is shipped', (browser) => {
  it('whatever a pair says stays text, wherever it is shown', { timeout: 300_000 }, async () => {
    await using real = await realInstance(inject('consoleFolder'));
    const page = await newcomer(browser);
    const ran: string[] = [];
    page.on('dialog', (dialog) => {
      ran.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url().includes('tracker.invalid')) ran.push(`a request: ${request.url()}`);
    });
    await setUp(page, real.url, real.setupToken);
    const inert = async (where: string): Promise<void> => {
      const main = page.locator('main');
      for (const element of ['img', 'script', 'iframe', 'style', 'link', 'object', 'base'])
        expect(await main.locator(element).count(), `${element} in ${where}`).toBe(0);
      const ways = await main
        .locator('a')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol));
      expect(
        ways.filter((way) => !/^(https?|mailto):$/u.test(way)),
        where,
      ).toEqual([]);
      const handlers = await main.evaluate((element) =>
        [...element.querySelectorAll('*')].flatMap(({ attributes }) =>
          [...attributes].map(({ name }) => name).filter((name) => name.startsWith('on')),
        ),
      );
      expect(handlers, where).toEqual([]);
      expect(await page.title(), where).not.toBe('owned');
    };
    const ids: string[] = [];
    for (const [index, attack] of ATTACKS.entries()) ids.push(await add(page, attack, index));
    await page.goto(`${real.url}/knowledge`);
    await page.getByText(`0 ${ATTACKS[0]}`).first().waitFor();
    await inert('the list');
    for (const [index, id] of ids.entries()) {
      await page.goto(`${real.url}/knowledge/pairs/${id}`);
      await page.getByRole('heading', { level: 1 }).getByText(`${index} `).waitFor();
      await page.getByText('This is what it said at first').waitFor();
      await inert(`pair ${index}`);
      await page.goto(`${real.url}/knowledge/pairs/${id}?edit=yes`);
      await page.getByLabel('Answer').first().waitFor();
      await inert(`pair ${index}, edited`);
    }
    expect(ran).toEqual([]);
  });
});
