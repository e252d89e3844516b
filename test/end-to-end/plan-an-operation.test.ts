import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayMs } from '../../src/domain/moment.ts';
import type { Role } from '../../src/domain/roles.ts';
import { createAuthenticate } from '../../src/http/authenticate.ts';
import { allRoutes } from '../../src/http/routes/all-routes.ts';
import { createServiceServer } from '../../src/http/service-server.ts';
import type { QueuePort } from '../../src/services/queue-ports.ts';
import { type OpenQueue, openQueue, openRecord } from '../factories/open-queue.ts';
import { describeWithChromium } from '../support/describe-with-chromium.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { CountedWalk } from './support/counted-walk.ts';

const patienceMs = 300_000;
const password = 'violet harbour lantern 7';
const mostActs = 60;
const mostPages = 8;
const mostSeconds = 15 * 60;

describeWithChromium('from scope to an approved, exported list', () => {
  let queue: OpenQueue;
  let server: FastifyInstance;
  let url: string;
  let browser: Browser;

  beforeAll(async () => {
    queue = await openQueue();
    const records = Array.from({ length: 150 }, (_, index) =>
      openRecord(`C${String(index).padStart(3, '0')}`, {
        consignment: { office: ['AU1001', 'AU2004', 'AU4002'][index % 3], channel: index % 5 === 0 ? 'cargo' : 'post' },
      }),
    );
    await queue.load(records);
    await queue.score();
    const { ports, store } = queue;
    await store.people.agencies.setCapacity('TEST', 'capacity:\n  - { channel: post, examinations: 40 }\n');
    for (const role of ['planner', 'supervisor'] as const satisfies readonly Role[]) {
      await store.people.accounts.add({
        name: role,
        displayName: `The ${role}`,
        agency: 'TEST',
        role,
        passwordHash: await ports.passwords.hash(password),
        mustChangePassword: false,
        createdAtMs: queue.nowMs(),
      });
    }
    const means = { ports, store, queues: undefined as unknown as QueuePort };
    server = await createServiceServer({
      means,
      // Nothing here tells of events or asks for work.
      routes: allRoutes.filter(({ path }) => path !== '/events'),
      authenticate: createAuthenticate(means),
      pagesFolder: join(process.cwd(), 'dist/web'),
    });
    url = await server.listen({ host: '127.0.0.1', port: 0 });
    browser = await launchChromium();
  }, patienceMs);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await queue?.close();
  }, patienceMs);

  async function newPage(walk: CountedWalk): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    walk.watch(page);
    return page;
  }

  async function signIn(walk: CountedWalk, page: Page, name: string): Promise<void> {
    await walk.type(page.getByLabel('Name'), name);
    await walk.type(page.getByLabel('Password'), password);
    await walk.press(page, 'Enter');
    await page.getByRole('banner').waitFor();
  }

  it(
    `takes at most ${mostActs} clicks and fields over at most ${mostPages} pages, by two people`,
    async () => {
      const walk = new CountedWalk();
      const planner = await newPage(walk);
      await walk.follow(planner, url);
      await signIn(walk, planner, 'planner');
      await walk.click(planner.getByRole('link', { name: 'Operations' }));
      await walk.click(planner.getByRole('link', { name: 'New operation' }));

      const day = (days: number): string => new Date(queue.nowMs() + days * dayMs).toISOString().slice(0, 10);
      // A date is typed as eight digits.
      const date = (text: string): string => text.replaceAll('-', '');
      await walk.type(planner.getByLabel('Name'), 'Handbags in the post');
      await walk.type(planner.getByLabel('First day'), day(1), date(day(1)));
      await walk.type(planner.getByLabel('Last day'), day(3), date(day(3)));
      await walk.type(planner.getByLabel('Final reports due'), day(10), date(day(10)));
      await walk.type(planner.getByLabel('Legal basis'), 'Regulation (EU) No 608/2013');
      await walk.type(planner.getByLabel(/Desk to call/), 'Targeting unit');
      await walk.type(planner.getByLabel(/Its telephone/), '+49 30 123456');
      await walk.click(planner.getByLabel('Post', { exact: true }));
      await walk.type(planner.getByLabel('AU1001 day: physical minutes'), '120');
      await walk.click(planner.getByRole('button', { name: 'Make the operation' }));

      await walk.click(planner.getByRole('button', { name: 'Make the list' }));
      await planner.getByRole('heading', { name: /^Version 1: \d+ targets of 120 in the scope$/ }).waitFor();
      // Whoever made it is offered no approval.
      expect(await planner.getByRole('button', { name: 'Approve' }).count()).toBe(0);
      await walk.click(planner.getByRole('button', { name: 'What would it bring?' }));
      await planner.getByRole('columnheader', { name: 'With the change' }).waitFor();
      const link = planner.url();

      const supervisor = await newPage(walk);
      await walk.follow(supervisor, link);
      await signIn(walk, supervisor, 'supervisor');
      await walk.click(supervisor.getByRole('button', { name: 'Approve' }));
      await supervisor.getByText(/^Approved by/).waitFor();
      await walk.click(supervisor.getByRole('button', { name: 'Send' }));
      await supervisor.getByText(/^Sent by/).waitFor();
      await walk.click(supervisor.getByRole('button', { name: 'Export …' }));
      await walk.choose(supervisor.getByLabel('Form'), 'csv');
      await walk.click(supervisor.getByRole('button', { name: 'Make the file' }));
      const downloading = supervisor.waitForEvent('download');
      await walk.click(supervisor.getByRole('link', { name: 'Save the file' }));
      const file = await readFile((await (await downloading).path())!, 'utf8');

      const named = new Set(file.match(/TEST\/C\d{3}/g));
      expect(named.size).toBeGreaterThan(10);
      // How a target was chosen leaves in no file.
      expect(file).not.toMatch(/random|allocation/);
      const { clicks, fields, pages, estimatedSeconds } = walk.count();
      process.stdout.write(
        `from scope to an approved, exported list: ${clicks} clicks + ${fields} fields = ${clicks + fields} acts over ${pages.length} pages (${pages.join(' ')}); ` +
          `${(estimatedSeconds / 60).toFixed(1)} minutes by the keystroke-level model, without waiting, reading and deliberating\n`,
      );
      expect(clicks + fields).toBeLessThanOrEqual(mostActs);
      expect(pages.length).toBeLessThanOrEqual(mostPages);
      expect(estimatedSeconds).toBeLessThanOrEqual(mostSeconds);
    },
    patienceMs,
  );
});
