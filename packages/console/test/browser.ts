import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What the package is tuned to for its own platform and what a test must not have: one process dies with its first context, and a browser without web security proves nothing about it. */
const UNWANTED = new Set([
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
]);

export const launchBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: [...sparticuz.args.filter((arg) => !UNWANTED.has(arg)), ...QUIET],
  });

export type BrowserOrReason = { readonly browser: Browser } | { readonly missing: string };

/** For tests that are skipped, with the reason said, where Chromium cannot start (a shared library is missing). */
export const browserOrReason = async (): Promise<BrowserOrReason> => {
  try {
    return { browser: await launchBrowser() };
  } catch (error) {
    const missing = `Chromium does not start: ${String(error).split('\n')[0]}`;
    process.stderr.write(`skipped: ${missing}\n`);
    return { missing };
  }
};
