import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** All that axe finds. */
export const violations = (page: Page): Promise<readonly string[]> => find(new AxeBuilder({ page }));

/** Of all that axe looks at only this depends on the theme. */
export const poorContrast = (page: Page): Promise<readonly string[]> =>
  find(new AxeBuilder({ page }).withRules(['color-contrast']));

const find = async (axe: AxeBuilder): Promise<readonly string[]> => {
  // otherwise it opens a page of its own, for frames of other origins that the console does not have
  const { violations: found } = await axe.setLegacyMode().analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary ?? ''}`),
  );
};
