import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import type { pageOf } from '../../src/http/schemas/common.ts';
import type { postedConsignment } from '../../src/http/schemas/post-consignment.ts';
import type { caseDetail, queueItem } from '../../src/http/schemas/queue.ts';
import { describeWithChromium } from '../support/describe-with-chromium.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { type OpenService, openService } from './support/open-service.ts';

type QueuePage = z.output<ReturnType<typeof pageOf<typeof queueItem>>>;
type Detail = z.output<typeof caseDetail>;

/** On a machine that others use everything takes its time; none of it is judged here. */
const patienceMs = 900_000;
const targetsInAll = 50;
const password = 'violet harbour lantern 7';
const hourMs = 60 * 60_000;

describeWithChromium('from an empty start to a ranking that has learnt', () => {
  let service: OpenService;
  let browser: Browser;
  const oneTimePasswords = new Map<string, string>();
  const contexts = new Map<string, BrowserContext>();
  /** Consignments decided on, by officer. */
  const decided = new Map<string, string[]>();

  beforeAll(async () => {
    service = await openService();
    browser = await launchChromium();
  }, patienceMs);
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  }, patienceMs);

  /** Signs somebody in for the first time, and has the one-time password changed. */
  async function enter(name: string, oneTimePassword: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
    const context = await browser.newContext({ viewport, hasTouch: viewport.width < 500 });
    context.setDefaultTimeout(120_000);
    contexts.set(name, context);
    const page = await context.newPage();
    await page.goto(service.url);
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Password').fill(oneTimePassword);
    await page.keyboard.press('Enter');
    await page.getByLabel('One-time password').fill(oneTimePassword);
    await page.getByLabel('New password', { exact: true }).fill(password);
    await page.getByLabel('New password again').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('banner').waitFor();
    return page;
  }

  async function ask<T>(name: string, path: string): Promise<T> {
    const response = await contexts.get(name)!.request.get(`${service.url}/api${path}`);
    expect(response.status(), path).toBe(200);
    return (await response.json()) as T;
  }

  it(
    'is empty at first, and one button fills it with a sample',
    async () => {
      const { name, oneTimePassword } = service.administrator;
      const page = await enter(name, oneTimePassword);
      await page.getByRole('button', { name: 'Load the sample data' }).click();
      const rows = page.getByRole('region', { name: 'One-time passwords' }).locator('tbody tr');
      await rows.first().waitFor({ timeout: patienceMs });
      for (const row of await rows.all()) {
        oneTimePasswords.set(await row.locator('th').innerText(), await row.locator('code').innerText());
      }
      expect([...oneTimePasswords.keys()]).toContain('demo-examination-officer');
      await page.close();
    },
    patienceMs,
  );

  it(
    'has targets in the queue once workers have taken the sample in',
    async () => {
      const page = await enter('demo-supervisor', oneTimePasswords.get('demo-supervisor')!);
      await page.getByRole('heading', { name: 'Risk queue' }).waitFor();
      await service.untilIdle();
      await expect
        .poll(async () => (await ask<{ targets: number }>('demo-supervisor', '/queue/capacity')).targets, {
          timeout: 120_000,
        })
        .toBeGreaterThan(0);
      // At any hour of the day there is enough to work on.
      const { total, items } = await ask<QueuePage>('demo-supervisor', '/queue?limit=500');
      expect(total).toBeGreaterThanOrEqual(150);
      expect(items.some(({ lane, isTarget }) => lane === 'red' && isTarget)).toBe(true);
      await page.reload();
      await page.locator('[role=gridcell]').first().waitFor();
    },
    patienceMs,
  );

  it(
    'gives two officers who work with keys at the same time no target twice',
    async () => {
      const second = await enter('demo-targeting-officer', oneTimePasswords.get('demo-targeting-officer')!);
      const first = contexts.get('demo-supervisor')!.pages()[0]!;
      await Promise.all(
        (
          [
            ['demo-supervisor', first],
            ['demo-targeting-officer', second],
          ] as const
        ).map(async ([name, page]) => {
          await page.locator('[role=gridcell]').first().waitFor();
          const references: string[] = [];
          while (references.length < targetsInAll / 2) references.push(await decideNext(page));
          decided.set(name, references);
        }),
      );
      const all = [...decided.values()].flat();
      expect(all).toHaveLength(targetsInAll);
      expect(new Set(all).size).toBe(targetsInAll);

      const shown = await ask<QueuePage>('demo-supervisor', '/queue?state=decided&limit=500');
      expect(shown.items.map(({ reference }) => reference).sort()).toEqual(all.sort());
      for (const { decision } of shown.items) expect(decision).toBe('physical-examination');
      for (const page of [first, second]) await page.close();
    },
    patienceMs,
  );

  it(
    'learns from results that are recorded on a phone',
    async () => {
      const phone = await enter('demo-examination-officer', oneTimePasswords.get('demo-examination-officer')!, {
        width: 375,
        height: 812,
      });
      const { items } = await ask<QueuePage>('demo-examination-officer', '/queue?state=decided&limit=500');
      const examined = items.filter(({ isSealed }) => !isSealed).slice(0, 3);
      const [like] = examined;
      const { consignment } = await ask<Detail>('demo-examination-officer', `/cases/${like!.caseId}`);
      const before = await post(consignment, 'LIKE-IT-1', like!.office);

      for (const { caseId, reference } of examined) await recordFind(phone, caseId, reference);
      await service.untilIdle();
      // Within the tick of the results nothing has learnt from them yet.
      service.moveClock(2 * hourMs);
      for (const name of ['demo-supervisor', 'demo-targeting-officer']) await signInAgain(name);

      const after = await post(consignment, 'LIKE-IT-2', like!.office);
      const sharesBefore = new Map(pastShares(before));
      const learnt = pastShares(after).map(([subject, share]) => share - (sharesBefore.get(subject) ?? share));
      expect(Math.max(...learnt)).toBeGreaterThan(0.005);
      const inQueue = async () => (await ask<QueuePage>('demo-supervisor', '/queue?state=all&text=LIKE-IT-2')).items;
      await expect.poll(async () => (await inQueue()).length, { timeout: 180_000, interval: 1000 }).toBe(1);
      const [next] = await inQueue();
      expect(next).toMatchObject({ hasLookOut: true, riskScore: after.score!.riskScore });

      const page = await contexts.get('demo-supervisor')!.newPage();
      await page.goto(`${service.url}/queue?view=all&text=LIKE-IT-2`);
      await page.getByRole('row').filter({ hasText: 'LIKE-IT-2' }).getByText('look-out').waitFor();
    },
    patienceMs,
  );

  /** Claims the next target, orders its examination for the risk score, all by keys; returns its reference. */
  async function decideNext(page: Page): Promise<string> {
    await page.keyboard.press('c');
    const inHand = page.getByRole('region', { name: 'In hand' });
    const reference = await inHand.getByRole('link').innerText();
    await page.keyboard.press('4');
    await page.getByRole('dialog', { name: 'Physical examination' }).getByText(reference).waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await inHand.waitFor({ state: 'detached' });
    return reference;
  }

  async function recordFind(page: Page, caseId: number, reference: string): Promise<void> {
    await page.goto(`${service.url}/queue?view=decided&text=${encodeURIComponent(reference)}`);
    await page.getByRole('link', { name: reference }).tap();
    await page.getByRole('link', { name: 'Record result' }).tap();
    for (const answer of ['Examined', 'Physical examination', 'Full', 'Yes', 'Confirmed infringement']) {
      await page
        .locator('label.choice')
        .filter({ hasText: new RegExp(`^${answer}$`) })
        .tap();
    }
    await page.getByRole('combobox', { name: /^Right/ }).selectOption('trade-mark');
    await page.getByRole('combobox', { name: /^Item/ }).selectOption('1');
    await page.getByRole('button', { name: 'Record the result' }).tap();
    await page.waitForURL(new RegExp(`/cases/${caseId}$`));
    await page.getByText('Confirmed', { exact: true }).waitFor();
  }

  async function signInAgain(name: string): Promise<void> {
    const { request } = contexts.get(name)!;
    const headers = { 'x-touchstone': '1' };
    const response = await request.post(`${service.url}/api/session`, { data: { name, password }, headers });
    expect(response.status()).toBe(200);
  }

  /** Shares of past results that were positive, as the reasons of a score have them, by what they are about. */
  function pastShares({ score }: z.output<typeof postedConsignment>): (readonly [string, number])[] {
    return score!.reasons.flatMap(({ subject, text, value }) =>
      text.includes('of past results were positive') && typeof value === 'number' ? [[subject, value] as const] : [],
    );
  }

  /** Posts a consignment of the same parties and goods under another reference, known now. */
  async function post(
    like: Detail['consignment'],
    declaration: string,
    office: string | null,
  ): Promise<z.output<typeof postedConsignment>> {
    const given = <T extends object>(fields: T): Partial<T> =>
      Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Partial<T>;
    const nowMs = service.nowMs();
    const data = {
      references: { declaration },
      occurredAt: new Date(nowMs).toISOString(),
      times: { releaseCutOff: new Date(nowMs + 48 * hourMs).toISOString() },
      ...given({
        office,
        procedure: like.procedure,
        mode: like.mode,
        channel: like.channel,
        departureCountry: like.departureCountry,
        destinationCountry: like.destinationCountry,
      }),
      parties: Object.fromEntries(
        like.parties.map(({ role, name, address, country, identifier, kind }) => [
          role,
          { ...given({ name, address, country, id: identifier }), partyKind: kind },
        ]),
      ),
      items: like.items.map(({ itemNumber, riskScore: _, valueUsd, ...item }) => ({
        itemNumber,
        ...given({ ...item, valueAmount: valueUsd, currency: 'USD' }),
      })),
    };
    const response = await contexts.get('demo-targeting-officer')!.request.post(`${service.url}/api/consignments`, {
      data,
      headers: { 'x-touchstone': '1', 'idempotency-key': declaration },
    });
    const text = await response.text();
    expect(response.status(), text).toBeLessThan(300);
    return JSON.parse(text) as z.output<typeof postedConsignment>;
  }
});
