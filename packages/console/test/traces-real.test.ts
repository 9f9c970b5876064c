import { expect, inject, it } from 'vitest';
import { PLANTED } from './api-fixture.ts';
import { realInstance } from './real-instance.ts';
import { newcomer, setUp } from './real-people.ts';
import { withBrowser } from './with-browser.ts';

const text = (key: string, value: string) => ({ key, value: { stringValue: value } });

const traceId = '5b8efff798038103d269b633813fc60c';

/** A call of a model and its tool, in which every name, key and text is an attack. */
const planted = (nowMs: number) => {
  const at = (ms: number): string => `${BigInt(nowMs + ms) * 1_000_000n}`;
  const messages = JSON.stringify([{ role: PLANTED, parts: [{ type: 'text', content: PLANTED }] }]);
  const attributes = [
    text('gen_ai.operation.name', 'chat'),
    text('gen_ai.request.model', PLANTED),
    text('gen_ai.input.messages', messages),
    text('session.id', PLANTED),
    text('user.id', PLANTED),
    text(PLANTED, PLANTED),
  ];
  const span = { traceId, kind: 3, attributes, status: { code: 2, message: PLANTED } };
  const spans = [
    { ...span, spanId: '00000000000000a1', name: PLANTED, startTimeUnixNano: at(-900), endTimeUnixNano: at(-100) },
    {
      ...span,
      spanId: '00000000000000a2',
      parentSpanId: '00000000000000a1',
      name: PLANTED,
      startTimeUnixNano: at(-800),
      endTimeUnixNano: at(-200),
      events: [{ timeUnixNano: at(-300), name: PLANTED, attributes: [text(PLANTED, PLANTED)] }],
    },
  ];
  const scopeSpans = [{ scope: { name: PLANTED }, spans }];
  return { resourceSpans: [{ resource: { attributes: [text('service.name', PLANTED)] }, scopeSpans }] };
};

await withBrowser('with a Holdfast as it is shipped', (browser) => {
  it('the first span is shown when it comes, and what it says stays text', { timeout: 240_000 }, async () => {
    await using real = await realInstance(inject('consoleFolder'));
    const page = await newcomer(browser);
    await setUp(page, real.url, real.setupToken);
    await page.goto(`${real.url}/traces`);
    await page.getByRole('button', { name: 'Make a key' }).click();
    const key = await page.getByText(/^hf_\S+$/u).innerText();
    const sent = await fetch(`${real.url}/v1/traces`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(planted(Date.now())),
    });
    expect(sent.status).toBe(200);
    const table = page.getByRole('table', { name: 'Traces' });
    await table.getByRole('link', { name: PLANTED }).click();
    const grid = page.getByRole('treegrid', { name: 'Spans' });
    await grid.getByRole('row').nth(2).click();
    await page.getByRole('list', { name: 'Messages' }).getByText(PLANTED).last().waitFor();
    for (const name of ['Facts', 'Attributes', 'Raw']) {
      await page.getByRole('tab', { name }).click();
      await page.getByRole('tabpanel', { name }).getByText('<img src=x').first().waitFor();
      expect(await page.locator('img').count(), name).toBe(0);
    }
    for (const path of ['/traces', '/traces/sessions', '/traces/users', '/traces/figures?by=service']) {
      await page.goto(real.url + path);
      await page.getByRole('table').getByText(PLANTED).first().waitFor();
      expect(await page.locator('img').count(), path).toBe(0);
    }
    await page.goto(`${real.url}/traces?status=error&range=15m`);
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Failed just now');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Views' }).getByRole('link', { name: 'Failed just now' }).waitFor();
    expect(await page.title()).not.toBe('owned');
  });
});
