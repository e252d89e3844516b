/** Suites that look at the pages in a browser. */
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { describeWithChromium } from '../../support/describe-with-chromium.ts';
import { launchChromium } from '../../support/launch-chromium.ts';
import { MockService, mockPassword } from './mock-service.ts';
import { type MockServer, startMockServer } from './start-mock-server.ts';

/** What a suite works with. */
export interface PagesWorld {
  /** The invented service. */
  readonly service: () => MockService;
  /** Opens a page in a browser of its own, signed in as somebody (`undefined`: nobody). */
  readonly open: (user: string | undefined, path: string, options?: BrowserContextOptions) => Promise<Page>;
}

/** A suite with so many consignments; skipped, with a message, where there is no Chromium, and failed with `CI=true`. */
export function describePages(suite: string, rows: number, define: (world: PagesWorld) => void): void {
  describeWithChromium(suite, () => {
    let browser: Browser;
    let server: MockServer;
    let service: MockService;
    // What a page complains of, a breach of its policy among them.
    const complaints: string[] = [];
    beforeAll(async () => {
      service = new MockService(rows);
      server = await startMockServer(service, join(process.cwd(), 'dist/web'));
      browser = await launchChromium();
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      expect(complaints.splice(0)).toEqual([]);
    });
    define({
      service: () => service,
      open: async (user, path, options = {}) => {
        const context = await browser.newContext({
          viewport: { width: 1440, height: 900 },
          timezoneId: 'Europe/Vienna',
          ...options,
        });
        const page = await context.newPage();
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('console', (message) => {
          // A browser reports refusals by itself; what they mean for the page is tested elsewhere.
          const isRefusal = message.text().startsWith('Failed to load resource');
          if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
        });
        if (user !== undefined) {
          const response = await context.request.post(`${server.url}/api/session`, {
            data: { name: user, password: mockPassword },
            headers: { 'x-touchstone': '1' },
          });
          expect(response.status()).toBe(200);
        }
        await page.goto(server.url + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        return page;
      },
    });
  });
}
