import { expect, it } from 'vitest';
import { describePages } from '../support/describe-pages.ts';

describePages('pages beside the queue', 20, ({ open, service }) => {
  it('searches for what the address says, under a purpose, and goes on', async () => {
    const page = await open('targeting-officer', '/search');
    await page.keyboard.press('/');
    await page.keyboard.type('GIVEN');
    await page.getByLabel('From country').fill('cn');
    await page.getByLabel('Known until').fill('2026-11-28');
    await page.getByLabel('Purpose').selectOption('customs-control');
    await page.keyboard.press('Enter');
    await page.getByText('1,000+ consignments').waitFor();
    const rows = page.getByRole('region', { name: 'Consignments' }).locator('tbody tr');
    expect(await rows.count()).toBe(50);
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => rows.count()).toBe(60);
    expect(service().records.searches.map(({ purpose }) => purpose)).toEqual(['customs-control', 'customs-control']);
    expect(service().records.searches[0]!.query).toEqual({
      reference: 'GIVEN',
      departure: 'cn',
      // The day is included, in the zone of the browser.
      toMs: String(Date.parse('2026-11-29T00:00:00+01:00')),
      limit: '50',
    });
    expect(await rows.first().getByRole('link').getAttribute('href')).toBe('/cases/1');
    await rows.nth(1).getByText('not shared').waitFor();
    await rows.nth(1).getByRole('link').click();
    await page.getByRole('heading', { name: 'BOREALIS/GIVEN-1' }).waitFor();
    expect(new URL(page.url()).search).toBe('?purpose=customs-control');
    await page.goBack();
    expect(await page.getByLabel('Reference').inputValue()).toBe('GIVEN');
  });

  it('says that nothing was found, and asks nothing of an empty form', async () => {
    const page = await open('targeting-officer', '/search');
    const asked = service().records.searches.length;
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    expect(service().records.searches.length).toBe(asked);
    await page.getByLabel('Reference').fill('NOTHING');
    await page.keyboard.press('Enter');
    await page.getByText('No consignment that you may see fits all of this.').waitFor();
  });

  it('lists alerts by the time that is left, and takes note of one', async () => {
    const page = await open('targeting-officer', '/look-outs');
    const rows = page.getByRole('region', { name: 'Alerts' }).locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.locator('th a').allInnerTexts()).toEqual([
      'AURELIA/ALERT-2',
      'AURELIA/ALERT-1',
      'AURELIA/ALERT-3',
    ]);
    await page.getByRole('button', { name: /^Acknowledge AURELIA\/ALERT-2/ }).click();
    await page.keyboard.type('Held at shed 4.');
    await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('2 alerts', { exact: true }).waitFor();
    expect(service().records.alerts[1]!.acknowledged?.note).toBe('Held at shed 4.');
    const reader = await open('auditor', '/look-outs');
    await reader.getByText('not yet').first().waitFor();
    expect(await reader.getByRole('button', { name: /^Acknowledge/ }).count()).toBe(0);
  });

  it('records what an operator says, and offers the hold list as a file', async () => {
    const page = await open('examination-officer', '/holds');
    const rows = page.getByRole('region', { name: 'Holds' }).locator('tbody tr');
    await page.getByText('3 holds', { exact: true }).waitFor();
    // The nearest cut-off first.
    expect((await rows.locator('th').allInnerTexts()).map((text) => text.trim().at(-1))).toEqual(['4', '1', '0']);
    const list = page.getByRole('link', { name: 'Hold list (CSV)' });
    expect(await list.getAttribute('href')).toBe('/api/holds.csv?state=requested&state=acknowledged');
    await page.getByRole('button', { name: `Record the answer to ${service().records.holds[4]!.reference}` }).click();
    await page.getByRole('radio', { name: 'Not located' }).check();
    await page.getByText('The case closes as not examined.').waitFor();
    await page.getByRole('button', { name: 'Record the answer', exact: true }).click();
    await page.getByText('2 holds', { exact: true }).waitFor();
    expect(service().records.holds[4]!.state).toBe('not-located');
  });

  it('proposes an agreement, signs one and ends one', async () => {
    const page = await open('agency-liaison', '/agreements');
    await page.getByRole('button', { name: 'Propose …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Taker' }).fill('borealis');
    await dialog.getByRole('checkbox', { name: /^Look-outs/ }).check();
    await dialog.getByRole('checkbox', { name: /^Choosing consignments/ }).check();
    await dialog.getByRole('button', { name: 'Propose' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(service().records.agreements.at(-1)).toMatchObject({
      giver: 'aurelia',
      taker: 'borealis',
      kinds: ['look-outs'],
      purposes: ['customs-risk-analysis'],
      fields: [],
    });
    await page.getByRole('button', { name: 'Sign agreement 1' }).click();
    await page.getByRole('button', { name: 'Sign for my agency' }).click();
    await expect.poll(() => service().records.agreements[0]!.state).toBe('in-force');
    await page.getByRole('button', { name: 'End agreement 2' }).click();
    await page.keyboard.type('It is over.');
    await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
    await expect.poll(() => service().records.agreements[1]!.state).toBe('ended');
  });

  it('keeps a capacity, line by line', async () => {
    const page = await open('planner', '/settings');
    await page.getByRole('button', { name: 'Add a line' }).click();
    await page.getByLabel('Office, line 2').fill('AU"1');
    await page.getByLabel('Examinations, line 2').fill('12');
    await page.getByRole('button', { name: 'Move line 2 up' }).click();
    await page.getByRole('button', { name: 'Keep this capacity' }).click();
    await page.getByText('The queue is ranked anew').waitFor();
    expect(service().records.capacityText).toBe(
      'capacity:\n  - { office: "AU\\"1", channel: "*", shift: "each", examinations: 12 }\n' +
        '  - { office: "*", channel: "post", shift: "each", examinations: 8 }\n',
    );
  });

  it('shows a key this once', async () => {
    const page = await open('administrator', '/settings/keys');
    await page.getByRole('button', { name: 'Make a key …' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('scanner');
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Submit batches' }).check();
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByText('tsk_ab12cd_secret').waitFor();
    await page.reload();
    await page.getByText('feed of declarations').waitFor();
    expect(await page.getByText('tsk_ab12cd_secret').count()).toBe(0);
  });

  it('enters an instruction under seal and ends it', async () => {
    const page = await open('supervisor', '/sealed');
    await page.getByRole('button', { name: 'Enter an instruction …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'A party' }).check();
    await dialog.getByLabel('Name').fill('Maria Okafor');
    await dialog.getByLabel('Country').fill('au');
    await dialog.getByLabel('Ordered by').fill('Prosecutor 13/26');
    await dialog.getByRole('button', { name: 'Enter', exact: true }).click();
    await page.getByText('Prosecutor 13/26').waitFor();
    expect(service().records.sealed[1]).toMatchObject({ subject: 'name:Maria Okafor|AU', instruction: 'refer' });
    await page.getByRole('button', { name: 'End the instruction about name:Kestrel Import Ltd|AU' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
    await page.getByText('Prosecutor 12/26').waitFor({ state: 'detached' });
  });

  it('lays a frozen target open when asked, and holds it', async () => {
    const page = await open('supervisor', '/disclosure');
    await page.getByRole('link', { name: 'AURELIA/DECIDED-9' }).click();
    await page.getByRole('heading', { name: 'Frozen target 4' }).waitFor();
    expect(await page.getByText('A score is a suspicion about goods, not a finding.').count()).toBe(0);
    await page.getByRole('button', { name: 'Lay open' }).click();
    await page.getByText('unaltered since').waitFor();
    await page.getByRole('button', { name: 'Set a legal hold …' }).click();
    await page.getByRole('dialog').getByLabel('Ground').fill('Case 7 O 12/26');
    await page.getByRole('button', { name: 'Set the hold' }).click();
    await page.getByText('Case 7 O 12/26').waitFor();
    await page.getByRole('button', { name: 'Lift the legal hold …' }).click();
    await page.getByRole('button', { name: 'Lift the hold' }).click();
    await expect.poll(() => service().records.legalHold).toBeNull();
  });

  it('extracts what is held on a person, and corrects what is chosen', async () => {
    const page = await open('agency-liaison', '/persons');
    await page.getByLabel('Known by').selectOption('id');
    await page.getByLabel('Scheme').fill('EORI');
    await page.getByLabel('Identifier').fill('DE123');
    await page.keyboard.press('Enter');
    await page.getByText('id:EORI:DE123').waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as JSON' }).click();
    expect((await saved).suggestedFilename()).toBe('extract.json');
    await page.getByRole('checkbox', { name: 'AURELIA/R1#1' }).check();
    await page.getByRole('button', { name: 'Rectify 1 chosen …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rectify AURELIA/R1' });
    await dialog.getByLabel('What is disputed').fill('I never lived there.');
    await dialog.getByLabel('Address').fill('3 Mill Lane');
    await dialog.getByRole('button', { name: 'Correct' }).click();
    await page.getByText('1 corrected.').waitFor();
    expect(service().records.rectified).toEqual([
      {
        party: 'id:EORI:DE123',
        records: ['AURELIA/R1'],
        disputed: 'I never lived there.',
        corrections: { address: '3 Mill Lane' },
      },
    ]);
  });

  it('hands a file in by a profile that is offered', async () => {
    const page = await open('supervisor', '/batches');
    const send = page.getByRole('button', { name: 'Hand in' });
    expect(await send.isDisabled()).toBe(true);
    await page.getByLabel('Mapping profile').selectOption('aurelia');
    await page.getByText('Import declarations, one goods item a row').waitFor();
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('x') });
    await send.click();
    await page.getByText('a.csv: taken in').waitFor();
  });
});
