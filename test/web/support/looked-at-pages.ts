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
  { user: 'supervisor', path: '/account', ready: 'text=Codes of an authenticator' },
  { user: 'supervisor', path: '/nowhere', ready: 'text=There is no such page' },
];
