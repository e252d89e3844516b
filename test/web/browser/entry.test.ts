import { expect, it } from 'vitest';
import { describePages } from '../support/describe-pages.ts';
import { mockPassword } from '../support/mock-service.ts';

describePages('signing in and what follows', 20, ({ open, service }) => {
  it('refuses a wrong password in words', async () => {
    const page = await open(undefined, '/queue');
    await page.getByLabel('Name').fill('supervisor');
    await page.getByLabel('Password').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Name, password or code is wrong.').waitFor();
  });

  it('has a one-time password changed before anything else', async () => {
    const page = await open(undefined, '/');
    await page.getByLabel('Name').fill('newcomer');
    await page.getByLabel('Password').fill(mockPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.getByLabel('One-time password').fill(mockPassword);
    await page.getByLabel('New password', { exact: true }).fill('violet harbour lantern');
    await page.getByLabel('New password again').fill('violet harbour lantern');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByRole('heading', { name: 'Risk queue' }).waitFor();
  });

  it('forgets what was read when somebody else signs in', async () => {
    const page = await open('supervisor', '/queue');
    await page.locator('[role=gridcell]').first().waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Name').fill('administrator');
    await page.getByLabel('Password').fill(mockPassword);
    await page.keyboard.press('Enter');
    await page.getByText('Your role has no such page.').waitFor();
    expect(await page.getByRole('grid').count()).toBe(0);
  });

  it('loads the sample by one button and shows the passwords once', async () => {
    const page = await open('administrator', '/');
    await page.getByRole('button', { name: 'Load the sample data' }).click();
    await page.getByText('supervisor.demo').waitFor();
    expect(await page.getByRole('button', { name: /Copy the password of/ }).count()).toBe(8);
    await page.reload();
    await page.getByRole('heading', { name: 'The sample data are loaded' }).waitFor();
    expect(await page.getByText('tulip-anchor-82-grey').count()).toBe(0);
  });

  it('tells of an outage and of its end', async () => {
    const page = await open('supervisor', '/batches');
    service().isOutage = true;
    service().tell('state', {});
    await page.getByText('Outage of scoring').waitFor();
    service().isOutage = false;
    service().tell('state', {});
    await page.getByText('Outage of scoring').waitFor({ state: 'detached' });
  });

  it('shows what is hostile in a quarantine as text', async () => {
    const page = await open('supervisor', '/batches/3');
    await page.getByText('<script>alert(1)</script>').waitFor();
  });

  it('attaches a file to a case', async () => {
    const page = await open('supervisor', '/cases/6');
    const chosen = page.waitForEvent('filechooser');
    await page.getByText('Attach a file').click();
    await (await chosen).setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a photo') });
    await page.getByRole('link', { name: 'photo.jpg' }).waitFor();
  });

  it('records a result on a phone', async () => {
    Object.assign(service().items[4]!, { state: 'decided', decision: 'physical-examination' });
    const page = await open('examination-officer', '/cases/5/examination', {
      viewport: { width: 375, height: 812 },
      hasTouch: true,
    });
    const send = page.getByRole('button', { name: 'Record the result' });
    for (const answer of ['Examined', 'Physical examination', 'Full', 'Yes', 'Confirmed infringement']) {
      expect(await send.isDisabled()).toBe(true);
      const choice = page.locator('label.choice').filter({ hasText: new RegExp(`^${answer}$`) });
      expect((await choice.boundingBox())!.height).toBeGreaterThanOrEqual(44);
      await choice.tap();
    }
    await page.getByLabel('Brand').fill('Velarro');
    await send.tap();
    await page.waitForURL(/\/cases\/5$/);
    expect(service().examinations).toEqual([
      {
        execution: 'examined',
        control: 'physical',
        depth: 'full',
        iprChecked: 'yes',
        outcome: 'confirmed',
        brand: 'Velarro',
      },
    ]);
  });
});
