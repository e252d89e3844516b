/** What axe finds on all pages. */
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { axeFindings } from '../../test/web/support/axe-findings.ts';
import { lookedAtPages } from '../../test/web/support/looked-at-pages.ts';
import { openPage } from './open-page.ts';

const looks: readonly BrowserContextOptions[] = [
  { colorScheme: 'light' },
  { colorScheme: 'dark' },
  { colorScheme: 'light', viewport: { width: 375, height: 812 }, hasTouch: true },
  { colorScheme: 'dark', viewport: { width: 375, height: 812 }, hasTouch: true },
];

/** Returns the findings on every page, in light and dark, wide and narrow, and how many pages were looked at. */
export async function countViolations(
  browser: Browser,
  url: string,
): Promise<{ readonly looked: number; readonly findings: readonly string[] }> {
  const findings: string[] = [];
  let looked = 0;
  for (const look of looks) {
    for (const { user, path, ready, act } of lookedAtPages) {
      const page = await openPage(browser, url, user, look);
      await page.goto(url + path);
      await page.locator(ready).first().waitFor();
      await act?.(page);
      findings.push(...(await axeFindings(page)).map((finding) => `${path}: ${finding}`));
      looked += 1;
      await page.context().close();
    }
  }
  return { looked, findings };
}
