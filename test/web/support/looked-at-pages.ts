/** Pages that are looked at, each in a state that shows what it has. */
import type { Page } from 'playwright-core';

/** A page, who may see it, what is there once it is ready, and what is done with it first. */
interface LookedAtPage {
  readonly user: string | undefined;
  readonly path: string;
  readonly ready: string;
  readonly act?: (page: Page) => Promise<void>;
}

/** All pages, wide dialogs among them. */
export const lookedAtPages: readonly LookedAtPage[] = [
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
  {
    user: 'supervisor',
    path: '/cases/4',
    ready: 'text=Why it stands out',
    act: async (page) => {
      await page.getByRole('button', { name: 'Another lane' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    user: 'supervisor',
    path: '/rules',
    ready: 'text=cheap-leather version 2',
    act: async (page) => {
      await page.getByRole('button', { name: 'Write a rule' }).click();
      await page.getByLabel('Text of the rule').last().fill('id: x');
      await page.getByRole('button', { name: 'Check', exact: true }).click();
      await page.getByText('Line 1, reason: expected a text').waitFor();
    },
  },
  { user: 'auditor', path: '/policies', ready: 'text=toys' },
  { user: 'supervisor', path: '/hit-rates', ready: 'text=Rule by rule' },
  { user: 'examination-officer', path: '/deadlines', ready: 'text=AURELIA/M-17' },
  { user: 'planner', path: '/operations', ready: 'text=Winter parcels' },
  { user: 'planner', path: '/operations/new', ready: 'text=Offices and minutes of each shift' },
  {
    user: 'supervisor',
    path: '/operations/1',
    ready: '[aria-label="Targets of version 2"]',
    act: async (page) => {
      await page.getByText('Officer-minutes by office').click();
      await page.getByText('Differences from another version').click();
      await page.getByText('57 as they were').waitFor();
      await page.getByRole('button', { name: 'What would it bring?' }).click();
      await page.getByText('As planned').waitFor();
      await page.getByText('To borealis, version 1').click();
    },
  },
  {
    user: 'planner',
    path: '/operations/1',
    ready: 'text=Winter parcels',
    act: async (page) => {
      await page.getByRole('button', { name: 'Brief' }).click();
      await page.getByText('OPERATION Winter parcels').waitFor();
    },
  },
  { user: 'planner', path: '/operations/1/participants', ready: 'text=Invite an agency' },
  { user: 'planner', path: '/operations/1/conflicts', ready: 'text=Both act together' },
  { user: 'supervisor', path: '/operations/1/reports', ready: 'text=Report for your agency' },
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
      const loaded = page.getByRole('heading', { name: 'The sample data are loaded' });
      await load.or(loaded).waitFor();
      if (await load.isVisible()) await load.click();
      await loaded.waitFor();
    },
  },
  { user: 'supervisor', path: '/search', ready: 'text=Say what you look for' },
  { user: 'supervisor', path: '/search?hs=64&departure=CN', ready: 'text=1,000+ consignments' },
  { user: 'supervisor', path: '/consignments/BOREALIS/GIVEN-1', ready: 'text=Not shown here: prices' },
  { user: 'supervisor', path: '/look-outs', ready: 'text=AURELIA/ALERT-1' },
  {
    user: 'supervisor',
    path: '/look-outs',
    ready: 'text=AURELIA/ALERT-1',
    act: async (page) => {
      await page.getByRole('button', { name: 'Acknowledge AURELIA/ALERT-1' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { user: 'supervisor', path: '/look-outs?view=look-outs', ready: 'text=3 look-outs' },
  {
    user: 'examination-officer',
    path: '/holds',
    ready: 'text=3 holds',
    act: async (page) => {
      await page
        .getByRole('button', { name: /^Record the answer to/ })
        .first()
        .click();
      await page.getByRole('dialog').getByText('Not located').click();
    },
  },
  { user: 'supervisor', path: '/holds?view=all', ready: 'text=5 holds' },
  { user: 'agency-liaison', path: '/agreements', ready: 'text=Act on cooperation' },
  {
    user: 'agency-liaison',
    path: '/agreements',
    ready: 'text=Act on cooperation',
    act: async (page) => {
      await page.getByText('What an agreement can give').click();
      await page.getByRole('button', { name: 'Propose …' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { user: 'planner', path: '/settings', ready: 'text=Keep this capacity' },
  {
    user: 'administrator',
    path: '/settings/keys',
    ready: 'text=feed of declarations',
    act: async (page) => {
      await page.getByRole('button', { name: 'Make a key …' }).click();
      await page.getByRole('dialog').getByText('Answer holds').click();
    },
  },
  {
    user: 'administrator',
    path: '/settings/operators',
    ready: 'text=Port terminal 4',
    act: async (page) => {
      await page.getByRole('button', { name: 'Change Port terminal 4' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { user: 'administrator', path: '/settings/agencies', ready: 'text=Customs of Aurelia' },
  {
    user: 'supervisor',
    path: '/sealed',
    ready: 'text=Prosecutor 12/26',
    act: async (page) => {
      await page.getByRole('button', { name: 'Enter an instruction …' }).click();
      await page.getByRole('radio', { name: 'A party' }).check();
    },
  },
  { user: 'supervisor', path: '/disclosure', ready: 'text=AURELIA/DECIDED-9' },
  {
    user: 'supervisor',
    path: '/disclosure/4',
    ready: 'text=Whom it concerns',
    act: async (page) => {
      await page.getByRole('button', { name: 'Lay open' }).click();
      await page.getByText('S1: consignor').click();
    },
  },
  {
    user: 'agency-liaison',
    path: '/persons',
    ready: 'text=Make the extract',
    act: async (page) => {
      await page.getByLabel('Name').fill('Maria Okafor');
      await page.getByLabel('Country').fill('AU');
      await page.getByRole('button', { name: 'Make the extract' }).click();
      await page.getByText('Scores: 1').click();
      await page.getByText('Show', { exact: true }).click();
    },
  },
  { user: 'supervisor', path: '/account', ready: 'text=Codes of an authenticator' },
  { user: 'supervisor', path: '/nowhere', ready: 'text=There is no such page' },
];
