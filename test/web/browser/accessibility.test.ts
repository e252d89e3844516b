import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describePages } from '../support/describe-pages.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Returns what axe finds, each as its rule with the places. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
}

const pages: readonly {
  readonly user: string | undefined;
  readonly path: string;
  readonly ready: string;
  readonly act?: (page: Page) => Promise<void>;
}[] = [
  { user: undefined, path: '/', ready: 'text=Sign in' },
  { user: 'supervisor', path: '/queue', ready: '[role=gridcell]' },
  {
    user: 'supervisor',
    path: '/queue',
    ready: '[role=gridcell]',
    act: async (page) => {
      await page.keyboard.press('c');
      await page.getByRole('region', { name: 'In hand' }).waitFor();
      await page.keyboard.press('4');
      await page.getByRole('dialog').waitFor();
    },
  },
  { user: 'supervisor', path: '/queue?view=suppressed', ready: 'text=There is none' },
  {
    user: 'supervisor',
    path: '/queue',
    ready: '[role=gridcell]',
    act: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    },
  },
  { user: 'supervisor', path: '/cases/4', ready: 'text=Why it stands out' },
  {
    user: 'examination-officer',
    path: '/cases/4/examination',
    ready: 'text=What became of it?',
    act: async (page) => {
      await page.getByText('Examined', { exact: true }).click();
      await page.getByText('Physical examination').click();
      await page.getByText('Confirmed infringement').click();
    },
  },
  { user: 'supervisor', path: '/batches', ready: 'text=aurelia-measures.csv' },
  { user: 'supervisor', path: '/batches/3', ready: 'text=rows read' },
  { user: 'analyst', path: '/models', ready: 'text=aurelia@4' },
  { user: 'analyst', path: '/models/aurelia/3', ready: 'text=Card of aurelia@3' },
  { user: 'auditor', path: '/audit', ready: 'text=Head of the chain' },
  { user: 'administrator', path: '/users', ready: 'text=second-officer' },
  {
    user: 'administrator',
    path: '/start',
    ready: 'text=Start',
    act: async (page) => {
      const load = page.getByRole('button', { name: 'Load the sample data' });
      if (await load.isVisible()) await load.click();
      await page.getByRole('heading', { name: 'The sample data are loaded' }).waitFor();
    },
  },
  { user: 'supervisor', path: '/account', ready: 'text=Codes of an authenticator' },
  { user: 'supervisor', path: '/nowhere', ready: 'text=There is no such page' },
];

describePages('accessibility of the pages', 120, ({ open, service }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has nothing that axe finds, wide and ${colorScheme}`, async () => {
      service().isOutage = true;
      const found: Record<string, string[]> = {};
      for (const { user, path, ready, act } of pages) {
        const page = await open(user, path, { colorScheme });
        await page.locator(ready).first().waitFor();
        await act?.(page);
        const violations = await findings(page);
        if (violations.length > 0) found[path] = violations;
        await page.context().close();
      }
      expect(found).toEqual({});
    }, 180_000);
  }

  it('has nothing that axe finds on a phone, and nothing wider than it', async () => {
    const found: Record<string, unknown> = {};
    for (const { user, path, ready, act } of pages) {
      const page = await open(user, path, { viewport: { width: 375, height: 812 }, hasTouch: true });
      await page.locator(ready).first().waitFor();
      await act?.(page);
      const violations: unknown[] = await findings(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) violations.push(`${over} px too wide`);
      if (violations.length > 0) found[path] = violations;
      await page.context().close();
    }
    expect(found).toEqual({});
  }, 180_000);
});
