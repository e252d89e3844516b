import { expect, it } from 'vitest';
import { describePages } from '../support/describe-pages.ts';

describePages('risk queue', 60, ({ open, service }) => {
  it('is worked with keys: claim, decide with a reason, undo', async () => {
    const page = await open('targeting-officer', '/queue');
    await page.locator('[role=gridcell]').first().waitFor();
    await page.keyboard.press('c');
    const inHand = page.getByRole('region', { name: 'In hand' });
    await inHand.waitFor();
    const reference = await inHand.getByRole('link').innerText();
    await page.keyboard.press('4');
    const dialog = page.getByRole('dialog', { name: 'Physical examination' });
    await dialog.getByText(reference).waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.getByText(`Physical examination: ${reference}.`).waitFor();
    const item = service().items.find((each) => each.reference === reference)!;
    expect(item).toMatchObject({ state: 'decided', decision: 'physical-examination' });
    await inHand.waitFor({ state: 'detached' });

    await page.keyboard.press('z');
    await page.getByText(`The decision on ${reference} is undone.`).waitFor();
    expect(item).toMatchObject({ state: 'open', decision: null });
  });

  it('decides on nothing without a reason, and lets Escape close', async () => {
    const page = await open('targeting-officer', '/queue');
    await page.locator('[role=gridcell]').first().waitFor();
    const before = service().items.filter(({ decision }) => decision !== null).length;
    await page.keyboard.press('1');
    const dialog = page.getByRole('dialog', { name: 'Release' });
    await dialog.waitFor();
    await page.keyboard.press('Enter');
    expect(await dialog.getByRole('button', { name: 'Confirm: release' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(service().items.filter(({ decision }) => decision !== null)).toHaveLength(before);
  });

  it('selects several and decides on them together', async () => {
    const page = await open('targeting-officer', '/queue');
    await page.locator('[role=gridcell]').first().waitFor();
    for (const key of ['x', 'j', 'x', 'j', 'x', '2']) await page.keyboard.press(key);
    await page.getByRole('dialog', { name: 'Documentary check: 3 consignments' }).waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await page.getByText('Documentary check: 3 consignments.').waitFor();
    expect(service().items.filter(({ decision }) => decision === 'documentary-check')).toHaveLength(3);
  });

  it('puts filters into the address and takes them from it', async () => {
    const { reference } = service().items.find(({ state, lane }) => state === 'open' && lane === 'blue')!;
    const page = await open('targeting-officer', `/queue?lane=blue&text=${encodeURIComponent(reference)}`);
    await page.locator('[role=gridcell]').first().waitFor();
    expect(await page.getByLabel('Search').inputValue()).toBe(reference);
    expect(await page.getByRole('grid').getByRole('link').allInnerTexts()).toEqual([reference]);
    await page.getByLabel('Yellow').check();
    await page.waitForURL(/lane=blue&lane=yellow/);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.waitForURL(/\/queue$/);
  });

  it('is as it was left when one comes back from a consignment', async () => {
    const page = await open('targeting-officer', '/queue?lane=blue');
    const grid = page.getByRole('grid');
    await page.locator('[role=gridcell]').first().waitFor();
    for (let row = 0; row < 12; row++) await page.keyboard.press('j');
    const active = await grid.getAttribute('aria-activedescendant');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/cases\/\d+$/);
    await page.getByText('Why it stands out').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/queue\?lane=blue$/);
    expect(await grid.getAttribute('aria-activedescendant')).toBe(active);
    expect(await page.locator(`#${active}`).isVisible()).toBe(true);
  });

  it('is brought into sight by the keys that move in it, also on a magnified page', async () => {
    const page = await open('targeting-officer', '/queue', { viewport: { width: 720, height: 450 } });
    await page.locator('[role=gridcell]').first().waitFor();
    for (const key of ['j', 'j', 'j']) await page.keyboard.press(key);
    const active = await page.getByRole('grid').getAttribute('aria-activedescendant');
    const box = (await page.locator(`#${active}`).boundingBox())!;
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height).toBeLessThanOrEqual(450);
  });

  it('has no single keys while typing, nor once they are switched off', async () => {
    const page = await open('targeting-officer', '/queue');
    await page.locator('[role=gridcell]').first().waitFor();
    const claims = service().claims.length;
    await page.keyboard.press('/');
    await page.keyboard.type('c4z');
    expect(await page.getByLabel('Search').inputValue()).toBe('c4z');
    await page.getByLabel('Search').fill('');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: /Keys of a single character/ }).uncheck();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('c');
    await page.keyboard.press('4');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/cases\/\d+$/);
    expect(service().claims).toHaveLength(claims);
  });

  it('shows live what another officer has in hand, and holds changes back while paused', async () => {
    const page = await open('targeting-officer', '/queue');
    await page.locator('[role=gridcell]').first().waitFor();
    await page.getByText('Live').waitFor();
    const other = await open('second-officer', '/queue');
    await other.locator('[role=gridcell]').first().waitFor();
    await other.keyboard.press('c');
    await page.getByText('With second-officer').first().waitFor();

    await page.keyboard.press('p');
    await page.getByText('Paused').waitFor();
    await other.keyboard.press('c');
    await page.getByRole('button', { name: 'Show 1 change' }).click();
    await expect.poll(() => page.getByText('With second-officer').count()).toBe(2);
  });

  it('gives no officer what another has claimed', async () => {
    const pages = await Promise.all(['targeting-officer', 'second-officer'].map((user) => open(user, '/queue')));
    const from = service().claims.length;
    await Promise.all(
      pages.map(async (page) => {
        await page.locator('[role=gridcell]').first().waitFor();
        for (let round = 0; round < 5; round++) {
          const answered = page.waitForResponse(/claim-next/);
          await page.keyboard.press('c');
          await answered;
        }
      }),
    );
    const claimed = service().claims.slice(from);
    expect(claimed).toHaveLength(10);
    expect(new Set(claimed.map(({ caseId }) => caseId)).size).toBe(10);
  });
});

describePages('long risk queue', 10_000, ({ open }) => {
  it('scrolls to its end with few rows in the document', async () => {
    const page = await open('auditor', '/queue');
    const grid = page.getByRole('grid');
    await page.locator('[role=gridcell]').first().waitFor();
    let loaded = 0;
    while (loaded < 10_000) {
      await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      const before = loaded;
      await expect
        .poll(async () => {
          loaded = await grid.evaluate((element) => Math.round((element.scrollHeight - 34) / 64));
          return loaded > before;
        })
        .toBe(true);
      expect(await page.getByRole('row').count()).toBeLessThan(60);
    }
    expect(loaded).toBe(10_000);
    await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.locator('[aria-rowindex="10001"]').waitFor();
  });
});
