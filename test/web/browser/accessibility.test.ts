import { expect, it } from 'vitest';
import { axeFindings } from '../support/axe-findings.ts';
import { describePages } from '../support/describe-pages.ts';
import { lookedAtPages } from '../support/looked-at-pages.ts';

describePages('accessibility of the pages', 120, ({ open, service }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has nothing that axe finds, wide and ${colorScheme}`, async () => {
      service().isOutage = true;
      const found: Record<string, string[]> = {};
      for (const { user, path, ready, act } of lookedAtPages) {
        const page = await open(user, path, { colorScheme });
        await page.locator(ready).first().waitFor();
        await act?.(page);
        const violations = await axeFindings(page);
        if (violations.length > 0) found[path] = violations;
        await page.context().close();
      }
      expect(found).toEqual({});
    }, 180_000);
  }

  it('has nothing that axe finds on a phone, and nothing wider than it', async () => {
    const found: Record<string, unknown> = {};
    for (const { user, path, ready, act } of lookedAtPages) {
      const page = await open(user, path, { viewport: { width: 375, height: 812 }, hasTouch: true });
      await page.locator(ready).first().waitFor();
      await act?.(page);
      const violations: unknown[] = await axeFindings(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) violations.push(`${over} px too wide`);
      if (violations.length > 0) found[path] = violations;
      await page.context().close();
    }
    expect(found).toEqual({});
  }, 180_000);
});
