import { fixtureServer } from '/work/main/packages/console/test/fixture-server.ts';
import { launchBrowser } from '/work/main/packages/console/test/browser.ts';
import { builtConsole } from '/work/main/packages/console/test/built-console.ts';
import { mkdirSync } from 'node:fs';
mkdirSync('/tmp/shots',{recursive:true});
const folder = await builtConsole();
const browser = await launchBrowser();
const only = process.argv[2];
async function shot(name: string, o: {mode:any, then?: any[], scheme?: 'light'|'dark', w?: number, h?: number, path?: string, act?: (p:any)=>Promise<void>}) {
  if (only && !name.match(only)) return;
  const server = await fixtureServer(folder, o.mode);
  const context = await browser.newContext({ viewport: {width:o.w??1280,height:o.h??760}, colorScheme: o.scheme??'light' });
  const page = await context.newPage();
  page.on('console', (m:any)=>['error','warning'].includes(m.type())&&console.log(name, m.type(), m.text().slice(0,300)));
  page.on('pageerror', (e:any)=>console.log(name,'pageerror',String(e).slice(0,300)));
  await page.clock.install({ time: new Date('2026-11-21T10:00:00Z') });
  await page.goto(server.url+(o.path??'/'));
  await page.waitForTimeout(50).catch(()=>{});
  await page.getByRole('heading',{level:1}).waitFor();
  for (const mode of o.then ?? []) {
    server.become(mode);
    const n = server.checks();
    await page.clock.runFor(5000);
    for (let i=0;i<100 && server.checks()===n;i++) await new Promise(r=>setTimeout(r,10));
    await new Promise(r=>setTimeout(r,30));
  }
  await o.act?.(page);
  await new Promise(r=>setTimeout(r,150));
  const sw = await page.evaluate('document.documentElement.scrollWidth');
  if (sw > (o.w??1280)) console.log(name, 'overflows', sw);
  await page.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: (o.w??1280)<500 });
  await context.close(); await server[Symbol.asyncDispose]();
}
const story = [...Array(12).fill('ok'),'degraded','degraded','down','down','down','degraded',...Array(8).fill('ok'),'cut',...Array(6).fill('ok'),'degraded','degraded'];
for (const scheme of ['light','dark'] as const) {
  await shot(`story-${scheme}`, {mode:'ok', then: story, scheme});
  await shot(`story-phone-${scheme}`, {mode:'ok', then: story, scheme, w:360, h:740});
  await shot(`stale-${scheme}`, {mode:'ok', then: [...story,'cut','cut'], scheme});
  await shot(`down-${scheme}`, {mode:'down', then:['down'], scheme});
  await shot(`palette-${scheme}`, {mode:'ok', then:['ok'], scheme, act: p=>p.keyboard.press('Control+k')});
  await shot(`keys-${scheme}`, {mode:'ok', then:['ok'], scheme, act: p=>p.keyboard.press('?')});
  await shot(`menu-phone-${scheme}`, {mode:'ok', then:['ok'], scheme, w:360,h:740, act: p=>p.getByRole('button',{name:'Menu'}).click()});
}
await shot('unreachable', {mode:'cut'});
await shot('unreachable-phone', {mode:'cut', w:360,h:740});
await shot('internal', {mode:'internal', scheme:'dark'});
await shot('stale-internal', {mode:'ok', then:['ok','internal']});
await shot('forbidden', {mode:'forbidden'});
await shot('empty', {mode:'empty'});
await shot('loading', {mode:'silent'});
await shot('notfound', {mode:'ok', path:'/nothing'});
await shot('planted', {mode:'planted'});
await shot('long-phone', {mode:'long', w:360, h:740});
await shot('long', {mode:'long'});
await shot('tablet', {mode:'ok', then:story, w:900, h:760});
await shot('stale-phone', {mode:'ok', then:[...story,'cut'], w:360, h:740, scheme:'dark'});
await shot('palette-phone', {mode:'ok', then:['ok'], w:360,h:740, act: p=>p.getByRole('button',{name:'Find a page'}).click()});
await browser.close();
