import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeFindings } from '../support/axe-findings.ts';
import { describePages } from '../support/describe-pages.ts';
import { lookedAtPages } from '../support/looked-at-pages.ts';

/** What a page is looked at as, one after the other: opening it anew for each would take three times as long. */
const looks: readonly (readonly [name: string, change: (page: Page) => Promise<void>])[] = [
  ['wide and light', async () => {}],
  ['wide and dark', (page) => page.emulateMedia({ colorScheme: 'dark' })],
  ['on a phone', (page) => page.setViewportSize({ width: 375, height: 812 })],
];

describePages('accessibility of the pages', 120, ({ open, service }) => {
  it('has nothing that axe finds, light and dark, wide and on a phone, and nothing wider than it', async () => {
    service().isOutage = true;
    const found: Record<string, string[]> = {};
    for (const { user, path, ready, act } of lookedAtPages) {
      const page = await open(user, path, { colorScheme: 'light', hasTouch: true });
      await page.locator(ready).first().waitFor();
      await act?.(page);
      for (const [name, change] of looks) {
        await change(page);
        const findings = await axeFindings(page);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (over > 0) findings.push(`${over} px too wide`);
        if (findings.length > 0) found[`${path} ${name}`] = findings;
      }
      await page.context().close();
    }
    expect(found).toEqual({});
  }, 600_000);
});
