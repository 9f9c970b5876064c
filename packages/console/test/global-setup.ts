import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { launchOptions } from './browser.ts';
import { builtConsole } from './built-console.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser is reached; empty when there is none. */
    browserEndpoint: string;
    browserMissing: string;
    consoleFolder: string;
  }
}

/** One browser and one build of the console for a whole run of the tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('consoleFolder', await builtConsole());
  try {
    const browser = await chromium.launchServer(await launchOptions());
    project.provide('browserEndpoint', browser.wsEndpoint());
    project.provide('browserMissing', '');
    return () => browser.close();
  } catch (error) {
    project.provide('browserEndpoint', '');
    project.provide('browserMissing', `Chromium does not start: ${String(error).split('\n')[0]}`);
    return async () => {};
  }
}
