/** Time until a page can be used. */
import type { Browser } from 'playwright-core';
import { openPage } from './open-page.ts';

/** Returns seconds from asking for the queue, with nothing in the browser's cache, until its first rows are there, of each run. */
export async function measureFirstPage(browser: Browser, url: string, runs: number): Promise<readonly number[]> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    const page = await openPage(browser, url, 'targeting-officer');
    const started = performance.now();
    await page.goto(`${url}/queue`, { waitUntil: 'commit' });
    await page.locator('[role=gridcell]').first().waitFor();
    seconds.push((performance.now() - started) / 1000);
    await page.context().close();
  }
  return seconds;
}
