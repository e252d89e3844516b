/** A page in a browser, signed in. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { mockPassword } from '../../test/web/support/mock-service.ts';

/** Opens an empty page in a browser of its own, in which somebody is signed in (undefined: nobody). */
export async function openPage(
  browser: Browser,
  url: string,
  user: string | undefined,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  if (user !== undefined) {
    const data = { name: user, password: mockPassword };
    await context.request.post(`${url}/api/session`, { data, headers: { 'x-touchstone': '1' } });
  }
  return context.newPage();
}
