/** Tasks of a page's main thread while a long queue is scrolled. */
import type { Browser } from 'playwright-core';
import { openPage } from './open-page.ts';
import { type RendererTask, rendererTasks } from './renderer-tasks.ts';

/** What scrolling cost. */
export interface Scrolling {
  readonly seconds: number;
  readonly tasks: readonly RendererTask[];
}

const stepPx = 900;
const rowPx = 64;
/** About the rate of a wheel. */
const everyMs = 12;
const lookEverySteps = 20;

/** Scrolls from the first row to the last by the wheel, with everything that is loaded on the way, and half the way back. */
export async function measureScrolling(browser: Browser, url: string, rows: number): Promise<Scrolling> {
  const page = await openPage(browser, url, 'auditor');
  await page.goto(`${url}/queue`);
  await page.locator('[role=gridcell]').first().waitFor();
  // What it takes to appear is measured by itself.
  await page.waitForTimeout(1000);
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  const grid = page.getByRole('grid');
  await grid.hover();
  const started = performance.now();
  const scroll = async (towards: 1 | -1, isThere: (bottomPx: number) => boolean): Promise<void> => {
    for (let step = 1; ; step++) {
      await page.mouse.wheel(0, stepPx * towards);
      await page.waitForTimeout(everyMs);
      if (step % lookEverySteps !== 0) continue;
      if (isThere(await grid.evaluate(({ scrollTop, clientHeight }) => scrollTop + clientHeight))) return;
    }
  };
  await scroll(1, (bottomPx) => bottomPx >= rows * rowPx);
  await scroll(-1, (bottomPx) => bottomPx <= (rows * rowPx) / 2);
  const seconds = (performance.now() - started) / 1000;
  const tasks = rendererTasks(await browser.stopTracing());
  await page.context().close();
  return { seconds, tasks };
}
