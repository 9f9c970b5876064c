import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openConsole, PHONE } from './open-console.ts';
import { oddSpans, spanIdOf } from './trace-spans-data.ts';
import { AGENT, ODD } from './traces-data.ts';
import { withBrowser } from './with-browser.ts';

const searchOf = (page: Page): string => new URL(page.url()).search;

await withBrowser('a trace', (browser) => {
  const grid = (page: Page) => page.getByRole('treegrid', { name: 'Spans' });

  it('is walked by keyboard like any tree, and each span has an address', async () => {
    await using open = await openConsole(browser, { path: `/traces/${AGENT}` });
    const { page } = open;
    await grid(page).focus();
    const chosen = grid(page).getByRole('row', { selected: true });
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => chosen.innerText()).toContain('run');
    for (const key of ['j', 'j', 'j', 'ArrowRight']) await page.keyboard.press(key);
    await expect.poll(() => chosen.innerText()).toContain('GET /flows');
    expect(searchOf(page)).toBe(`?span=${spanIdOf(4)}`);
    expect(await chosen.getAttribute('aria-level')).toBe('3');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => chosen.getAttribute('aria-expanded')).toBe('false');
    expect(await grid(page).getByText('SELECT flows').count()).toBe(0);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => chosen.innerText()).toContain('lookup_flows');
    await page.keyboard.press('End');
    await expect.poll(() => chosen.innerText()).toContain('chat gpt-5-mini');
    await page.keyboard.press('e');
    await page.getByText('connect ECONNREFUSED').first().waitFor();
    await expect.poll(() => searchOf(page)).toBe(`?span=${spanIdOf(11)}`);
    await page.keyboard.press('/');
    await page.keyboard.type('flows-db');
    await page.getByText('1 found').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => chosen.innerText()).toContain('SELECT flows');
    expect(open.complaints).toEqual([]);
  });

  it('marks its critical path, and looks nearer and farther', async () => {
    await using open = await openConsole(browser, { path: `/traces/${AGENT}` });
    const { page } = open;
    await grid(page).getByText('decision contain_host').waitFor();
    const onPath = grid(page).getByText('on the critical path');
    expect(await onPath.count()).toBe(11);
    await page.keyboard.press('c');
    await expect.poll(() => onPath.count()).toBe(0);
    await page.keyboard.press('+');
    await page.getByText('1 min 3 s to 3 min 9 s').waitFor();
    await page.keyboard.press('0');
    expect(await page.getByRole('button', { name: 'Whole trace' }).count()).toBe(0);
  });

  it('shows a span as a conversation, with its tokens, attributes and raw form', async () => {
    await using open = await openConsole(browser, { path: `/traces/${AGENT}?span=${spanIdOf(6)}` });
    const { page } = open;
    const messages = page.getByRole('list', { name: 'Messages' });
    await messages.getByText('Is web-14 talking').waitFor();
    expect(await messages.getByRole('listitem').first().innerText()).toMatch(/^system/u);
    await messages.getByText(/^Reasoning, \d+ characters/u).click();
    await messages.getByText('Containing needs a decision').waitFor();
    expect(await messages.getByText('Not shown: image').count()).toBe(1);
    await page.getByRole('tab', { name: 'Facts' }).click();
    await page.getByText('read from a cache 1,024').waitFor();
    await page.getByRole('tab', { name: 'Attributes' }).click();
    await page.getByLabel('Search names and values').fill('9007');
    const attributes = page.getByRole('region', { name: 'Attributes of the span' });
    await expect.poll(() => attributes.innerText()).toContain('Attributes of the span 1');
    await page.getByRole('tab', { name: 'Raw' }).click();
    await page.getByText('"row.id": "9007199254740993"').waitFor();
    await page.getByRole('tab', { name: 'Facts' }).click();
    await page.getByRole('link', { name: /of trace/u }).click();
    await page.getByRole('heading', { level: 1, name: 'nightly digest' }).waitFor();
  });

  it('shows what a tool was given and what it gave back', async () => {
    await using open = await openConsole(browser, { path: `/traces/${AGENT}?span=${spanIdOf(3)}` });
    const said = await open.page.getByRole('tabpanel', { name: 'Messages' }).innerText();
    expect(said).toMatch(/What the tool was given[^]+web-14\.eu-1[^]+What the tool gave back[^]+flows/u);
  });

  it('says what is odd: parents that did not come, circles, clocks, what has no end', async () => {
    await using open = await openConsole(browser, { path: `/traces/${ODD}?span=${spanIdOf(1)}` });
    const { page } = open;
    await page.getByText('It begins 60 ms before its parent').waitFor();
    await grid(page).getByText('in a circle').waitFor();
    await grid(page).getByText('Parent 0000000000000047 was not received').click();
    await page.getByText('it was not received. It may still come').waitFor();
    await grid(page).getByText('unnamed').click();
    await page.getByText('It says that it ended before it began').waitFor();
    expect(await grid(page).getByRole('row').filter({ hasText: 'send mail' }).innerText()).toContain('open');
  });

  it('grows while spans come', async () => {
    await using open = await openConsole(browser, { path: `/traces/${ODD}` });
    const { page, server } = open;
    await grid(page).getByText('send mail').waitFor();
    await expect.poll(() => server.events.followers()).toBe(1);
    const at = server.traces().findIndex(({ trace }) => trace.trace_id === ODD);
    const before = server.traces()[at] ?? expect.fail('no such trace');
    const spans = oddSpans().map((span) => ({ ...span, duration_ns: span.duration_ns ?? 2e9 }));
    server.traces().splice(at, 1, { trace: { ...before.trace, open_spans: 0, status: 'ok' }, spans: () => spans });
    server.events.tellSpans();
    await page.clock.runFor(1_500);
    await expect
      .poll(() => grid(page).getByRole('row').filter({ hasText: 'send mail' }).innerText())
      .toContain('2.0 s');
  });

  it('opens a span over the page on a phone, and back closes it', async () => {
    await using open = await openConsole(browser, { path: `/traces/${AGENT}`, viewport: PHONE });
    const { page } = open;
    await grid(page).getByText('search_knowledge').click();
    const drawer = page.getByRole('dialog', { name: 'search_knowledge' });
    await drawer.getByText('retrieval').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    await page.goBack();
    await drawer.waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe(`/traces/${AGENT}`);
  });

  it('says that there is no such trace', async () => {
    await using open = await openConsole(browser, { path: `/traces/${'0'.repeat(32)}` });
    await open.page.getByText('older than traces are kept').waitFor();
    expect(await grid(open.page).count()).toBe(0);
  });
});
