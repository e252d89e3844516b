/** Tasks of a page's thread while a long queue is scrolled. */
import type { Browser } from 'playwright-core';
import { openPage } from './open-page.ts';

/** What scrolling cost. */
export interface Scrolling {
  readonly rows: number;
  readonly seconds: number;
  /** Milliseconds of every task over 50. */
  readonly longTasksMs: readonly number[];
}

const stepPx = 900;
const rowPx = 64;
/** About the rate of a wheel. */
const everyMs = 12;

/** Scrolls from the first row to the last by the wheel, with everything that is loaded on the way, and back to the middle. */
export async function measureScrolling(browser: Browser, url: string, rows: number): Promise<Scrolling> {
  const page = await openPage(browser, url, 'auditor');
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  await page.goto(`${url}/queue`);
  await page.locator('[role=gridcell]').first().waitFor();
  await page.waitForTimeout(1000);
  // What it takes to appear is measured by itself.
  await page.evaluate(() => {
    (window as unknown as { longTasks: number[] }).longTasks.length = 0;
  });
  const grid = page.getByRole('grid');
  await grid.hover();
  const started = performance.now();
  const scroll = async (towards: 1 | -1, until: () => Promise<boolean>): Promise<void> => {
    for (let step = 0; ; step++) {
      await page.mouse.wheel(0, stepPx * towards);
      await page.waitForTimeout(everyMs);
      if (step % 20 === 19 && (await until())) return;
    }
  };
  const place = (): Promise<number> => grid.evaluate(({ scrollTop, clientHeight }) => scrollTop + clientHeight);
  await scroll(1, async () => (await place()) >= rows * rowPx);
  await scroll(-1, async () => (await place()) <= (rows * rowPx) / 2);
  const seconds = (performance.now() - started) / 1000;
  const longTasksMs = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
  await page.context().close();
  return { rows, seconds, longTasksMs };
}
