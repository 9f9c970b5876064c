import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openConsole, PHONE } from './open-console.ts';
import { spanIdOf } from './trace-spans-data.ts';
import { AGENT, ODD } from './traces-data.ts';
import { withBrowser } from './with-browser.ts';

const searchOf = (page: Page): string => new URL(page.url()).search;

const rowsOf = (page: Page) => page.getByRole('table', { name: 'Traces' }).getByRole('row');

await withBrowser('the list of traces', (browser) => {
  it('is reached by keys, and says in each row what the trace came to', async () => {
    await using open = await openConsole(browser);
    const { page } = open;
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    const row = rowsOf(page).filter({ hasText: 'web-14' }).filter({ hasText: 'assistant' }).first();
    await row.waitFor();
    expect(await row.innerText()).toMatch(/5 min ago\s+run[\s\S]*ok[\s\S]*4 min 12 s[\s\S]*12[\s\S]*6,920[\s\S]*0.0213 USD/u);
    expect(await page.title()).toBe('Traces · Holdfast');
    await row.getByRole('link', { name: 'run' }).click();
    await page.getByRole('heading', { level: 1, name: 'run' }).waitFor();
    await page.goBack();
    await row.waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('is narrowed by facets, chips, text and time, all of it in the address', async () => {
    await using open = await openConsole(browser, { path: '/traces' });
    const { page } = open;
    await page.getByRole('group', { name: 'Status' }).getByRole('button', { name: /failed/u }).click();
    await expect.poll(() => searchOf(page)).toBe('?status=error');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByLabel('By').selectOption('min_duration_ms');
    await page.getByLabel('Value in ms').fill('soon');
    await page.keyboard.press('Enter');
    await page.getByText('This is no value for it').waitFor();
    await page.getByLabel('Value in ms').fill('5000');
    await page.keyboard.press('Enter');
    await expect.poll(() => searchOf(page)).toBe('?status=error&min_duration_ms=5000');
    await page.getByLabel('Time', { exact: true }).selectOption('7d');
    await page.keyboard.press('/');
    await page.keyboard.type('invoices');
    await page.keyboard.press('Enter');
    await expect.poll(() => searchOf(page)).toBe('?status=error&min_duration_ms=5000&q=invoices&range=7d');
    await expect.poll(() => rowsOf(page).getByText('ok', { exact: true }).count()).toBe(0);
    expect(await rowsOf(page).filter({ hasText: 'failed' }).count()).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Change the filter: took at least 5000 ms' }).click();
    await page.getByLabel('Value in ms').fill('1');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove the filter: status is failed' }).click();
    await expect.poll(() => searchOf(page)).toBe('?min_duration_ms=1&q=invoices&range=7d');
    await page.goBack();
    await expect.poll(() => searchOf(page)).toBe('?status=error&min_duration_ms=1&q=invoices&range=7d');
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => searchOf(page)).toBe('?range=7d');
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  it('says what can be taken away where nothing is like that', async () => {
    await using open = await openConsole(browser, { path: '/traces?q=unheard&service=search' });
    const { page } = open;
    await page.getByRole('button', { name: 'Without the text “unheard”' }).click();
    await rowsOf(page).nth(3).waitFor();
    expect(searchOf(page)).toBe('?service=search');
  });

  it('is narrowed in time by keyboard and by mouse over the histogram', async () => {
    await using open = await openConsole(browser, { path: '/traces' });
    const { page } = open;
    const slider = page.getByRole('slider');
    await slider.focus();
    for (const key of ['ArrowLeft', 'ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft']) await page.keyboard.press(key);
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^4 Mar, \d\d:\d\d to \d\d:\d\d: \d+ traces?, \d+ failed$/u);
    await page.keyboard.press('Escape');
    expect(await slider.getAttribute('aria-valuetext')).toBe('nothing chosen');
    for (const key of ['ArrowLeft', 'ArrowLeft', 'Shift+Home', 'Enter']) await page.keyboard.press(key);
    await expect.poll(() => searchOf(page)).toMatch(/^\?from=2026-03-03T10%3A00%3A0\d.\d+Z&to=2026-03-04T/u);
    const box = await slider.boundingBox();
    const { x, y, width } = box ?? expect.fail('the histogram is not shown');
    await page.mouse.move(x + width * 0.5, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.7, y + 30, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => searchOf(page)).toMatch(/^\?from=2026-03-03T2/u);
    await rowsOf(page).nth(1).waitFor();
  });

  it('loads more as one scrolls, and has only the rows in sight', async () => {
    await using open = await openConsole(browser, { path: '/traces?range=all' });
    const { page } = open;
    await rowsOf(page).nth(3).waitFor();
    for (let turns = 0; turns < 40 && (await page.getByText('These are all.').count()) === 0; turns += 1) {
      await page.mouse.wheel(0, 2_000);
      await page.clock.runFor(100);
    }
    await page.getByText('These are all.').waitFor();
    expect(await page.getByRole('table', { name: 'Traces' }).getAttribute('aria-rowcount')).toBe('184');
    expect(await rowsOf(page).count()).toBeLessThan(60);
    expect(open.server.asked().filter((path) => path.startsWith('GET /api/v1/traces?'))).toContain(
      'GET /api/v1/traces?sort=-start&cursor=150',
    );
  });

  it('goes from row to row by j and k', async () => {
    await using open = await openConsole(browser, { path: '/traces' });
    const { page } = open;
    await rowsOf(page).nth(3).waitFor();
    for (const key of ['j', 'j', 'k', 'j']) await page.keyboard.press(key);
    await expect.poll(() => page.locator(':focus').innerText()).toBe('POST /orders');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'POST /orders' }).waitFor();
  });

  it('follows new traces at its top, and announces them further down', async () => {
    await using open = await openConsole(browser, { path: '/traces' });
    const { page, server } = open;
    const come = async (name: string): Promise<void> => {
      const [first] = server.traces();
      if (first === undefined) return;
      const id = `${name.length}`.padStart(32, 'f') as typeof first.trace.trace_id;
      server.traces().unshift({ ...first, trace: { ...first.trace, trace_id: id, name } });
      server.events.tellSpans();
      await page.clock.runFor(1_500);
    };
    await expect.poll(() => server.events.followers()).toBe(1);
    await rowsOf(page).nth(3).waitFor();
    await come('the first to come');
    await page.getByRole('link', { name: 'the first to come' }).waitFor();
    await page.mouse.wheel(0, 600);
    await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(300);
    await come('one that comes later');
    const news = page.getByRole('button', { name: '1 new trace, show' });
    await news.waitFor();
    expect(await page.getByRole('link', { name: 'one that comes later' }).count()).toBe(0);
    await news.click();
    await page.getByRole('link', { name: 'one that comes later' }).waitFor();
  });

  it('teaches how to send the first span, makes the key, and shows the span that comes', async () => {
    await using open = await openConsole(browser, { path: '/traces', mode: 'empty' });
    const { page, server } = open;
    await page.getByText(`${server.url}/v1/traces`).first().waitFor();
    for (const language of ['JavaScript', 'Python', 'Go', 'curl']) {
      await page.getByRole('tab', { name: language }).click();
      expect(await page.getByRole('tabpanel', { name: language }).innerText()).toContain('Bearer YOUR_KEY');
    }
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.getByText('Copy your key now.').waitFor();
    expect(await page.getByRole('tabpanel', { name: 'curl' }).innerText()).toMatch(/Bearer hf_/u);
    const { someTraces } = await import('./traces-data.ts');
    server.traces().push(...someTraces().slice(0, 1));
    server.events.tellSpans();
    await page.clock.runFor(2_000);
    await page.getByRole('link', { name: 'run' }).waitFor();
  });

  it('is kept as a view, which the palette opens, and which is renamed, shared and removed', async () => {
    await using open = await openConsole(browser, { path: '/traces?status=error&sort=-duration' });
    const { page } = open;
    const views = page.getByRole('group', { name: 'Views' });
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Slow and failed');
    await page.keyboard.press('Enter');
    await views.getByRole('link', { name: 'Slow and failed' }).waitFor();
    expect(await page.getByRole('button', { name: 'Save this view' }).count()).toBe(0);
    await page.goto(`${open.server.url}/health`);
    await page.goto(`${open.server.url}/traces`);
    await views.getByRole('link', { name: 'Slow and failed' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('view slow');
    await page.keyboard.press('Enter');
    await expect.poll(() => searchOf(page)).toBe('?status=error&sort=-duration');
    await page.getByRole('button', { name: 'Change views' }).click();
    const form = page.getByRole('form', { name: 'View Slow and failed' });
    await form.getByRole('button', { name: 'Share' }).click();
    await page.getByText('for everybody in the workspace').waitFor();
    await form.getByLabel('Name').fill('Failed');
    await form.getByRole('button', { name: 'Rename' }).click();
    const renamed = page.getByRole('form', { name: 'View Failed' });
    await renamed.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Nobody in the workspace will have it any more.').waitFor();
    await renamed.getByRole('button', { name: 'Remove it for good' }).click();
    await page.getByText('There is no view any more.').waitFor();
  });

  it('is not shown to who may not read traces', async () => {
    await using open = await openConsole(browser, { path: '/traces', mode: 'operator' });
    await open.page.getByRole('alert').getByText('traces:read').first().waitFor();
    expect(await open.page.getByRole('searchbox').count()).toBe(0);
  });
});

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
    const { oddSpans } = await import('./trace-spans-data.ts');
    const at = server.traces().findIndex(({ trace }) => trace.trace_id === ODD);
    const before = server.traces()[at] ?? expect.fail('no such trace');
    const spans = oddSpans().map((span) => ({ ...span, duration_ns: span.duration_ns ?? 2e9 }));
    server.traces().splice(at, 1, { trace: { ...before.trace, open_spans: 0, status: 'ok' }, spans: () => spans });
    server.events.tellSpans();
    await page.clock.runFor(1_500);
    await expect.poll(() => grid(page).getByRole('row').filter({ hasText: 'send mail' }).innerText()).toContain('2.0 s');
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

await withBrowser('what traces have in common', (browser) => {
  it('sessions read as conversations, users lead to their traces', async () => {
    await using open = await openConsole(browser, { path: '/traces/sessions?q=session-5' });
    const { page } = open;
    await page.getByRole('link', { name: 'session-5', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'session-5' }).waitFor();
    await page.getByText('answered').first().waitFor();
    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByRole('table', { name: 'Users' }).getByRole('link', { name: 'carla' }).click();
    await expect.poll(() => searchOf(page)).toBe('?user=carla&range=all');
    await rowsOf(page).nth(2).waitFor();
  });

  it('figures are told apart by what spans say, and lead to the traces', async () => {
    await using open = await openConsole(browser, { path: '/traces/figures' });
    const { page } = open;
    await page.getByRole('table', { name: 'Figures by model' }).getByRole('link', { name: 'gpt-5-mini' }).waitFor();
    expect(await page.getByRole('img', { name: /^gpt-5-mini: p50 from .* p99 from/u }).count()).toBe(1);
    await page.getByRole('group', { name: 'By' }).getByRole('link', { name: 'service' }).click();
    await page.getByRole('group', { name: 'Drawn' }).getByRole('link', { name: 'Cost' }).click();
    await expect.poll(() => searchOf(page)).toBe('?by=service&figure=cost');
    await page.getByRole('table', { name: 'Figures by service' }).getByRole('link', { name: 'ranker' }).click();
    await expect.poll(() => searchOf(page)).toBe('?service=ranker');
  });
});

await withBrowser('whatever a span says', (browser) => {
  const PATHS = [
    '/traces',
    `/traces/${AGENT}?span=${spanIdOf(6)}`,
    '/traces/sessions',
    '/traces/users',
    '/traces/figures?by=name',
  ] as const;

  it.each(['planted', 'long'] as const)('is %s and stays text, within the width of a phone', async (mode) => {
    await using open = await openConsole(browser, { path: PATHS[0], mode, viewport: PHONE });
    const { page } = open;
    for (const path of [...PATHS, `/traces/${AGENT}?span=${spanIdOf(6)}&pane=open`]) {
      await page.goto(open.server.url + path);
      await page.locator('h1').waitFor();
      await page.getByText('Loading').first().waitFor({ state: 'detached' });
      if (path.endsWith('open')) await page.getByRole('dialog').getByRole('tab').first().waitFor();
      for (const tab of await page.getByRole('dialog').getByRole('tab').all()) {
        await tab.click();
        expect.soft(await page.locator('img, b, script:not([src])').count(), path).toBe(0);
      }
      expect.soft(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(PHONE.width);
      expect.soft(await page.locator('main img, main b, main script').count(), path).toBe(0);
      expect.soft(await page.title(), path).not.toBe('owned');
    }
    expect(open.complaints).toEqual([]);
  });
});
