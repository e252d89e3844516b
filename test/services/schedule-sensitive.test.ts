import { describe, expect, it } from 'vitest';
import type { FrozenContent, FrozenRecord } from '../../src/domain/frozen-content.ts';
import { defaultHandling, type Handling } from '../../src/domain/handling.ts';
import { type ScheduledPart, type ScheduleInput, scheduleSensitive } from '../../src/services/schedule-sensitive.ts';
import { frozenContent } from '../factories/frozen-content.ts';

const parted = (content: FrozenContent, changes: Partial<ScheduleInput> = {}) =>
  scheduleSensitive({ content, selection: undefined, agency: 'TEST', concernedRoles: ['importer'], ...changes });
const record = (handling: Partial<Handling>): FrozenRecord => ({
  ...frozenContent().records[0]!,
  handling: { ...defaultHandling('TEST'), ...handling },
});
const grounds = (schedule: readonly ScheduledPart[]) => schedule.map(({ ground }) => ground);

/** Puts every scheduled part back into its place. */
function together(main: unknown, schedule: readonly ScheduledPart[]): unknown {
  if (Array.isArray(main)) return main.map((one) => together(one, schedule));
  if (main === null || typeof main !== 'object') return main;
  const { scheduled } = main as { readonly scheduled?: string };
  if (scheduled !== undefined) return together(schedule.find(({ id }) => id === scheduled)!.content, schedule);
  return Object.fromEntries(Object.entries(main).map(([name, part]) => [name, together(part, schedule)]));
}

describe('scheduleSensitive', () => {
  it('leaves the person concerned and firms in the main part, and takes other people out of it', () => {
    const { main, schedule } = parted(frozenContent());
    expect(schedule).toMatchObject([{ id: 'S1', ground: 'third-party', what: 'seller of TEST/A#1' }]);
    const text = JSON.stringify(main);
    expect(text).toContain('Ann Example');
    expect(text).toContain('Clear Ltd');
    expect(text).not.toContain('Otto Other');
    expect(text).toContain('"seller":{"scheduled":"S1"}');
  });

  it('takes a third person out of the summary, too', () => {
    const { main, schedule } = parted(frozenContent(), { concernedRoles: ['seller'] });
    expect(JSON.stringify(main)).not.toContain('Ann Example');
    expect(schedule.map(({ what }) => what)).toContain('party shown in the list');
  });

  it.each<[string, Partial<Handling>]>([
    ['other-agency', { ownerAgency: 'OTHER' }],
    ['other-agency', { ownerAgency: 'OTHER+TEST' }],
    ['handling', { tlp: 'TLP:RED' }],
    ['handling', { isOriginatorControlled: true }],
    ['handling', { europolCodes: ['H1'] }],
  ])('schedules a record whole: %s, %o', (ground, handling) => {
    const { main, schedule } = parted(frozenContent({ records: [record(handling)] }));
    expect(grounds(schedule)).toEqual([ground]);
    expect((main as FrozenContent).records).toEqual([{ scheduled: 'S1' }]);
    expect(schedule[0]!.handling).toMatchObject(handling);
  });

  it('schedules what says how targets are selected, what is under seal, and what was written freely', () => {
    const content = frozenContent({
      rules: { policy: 'default', lookOuts: [{ kind: 'phone', subject: '+1' }], sealed: 'refer' },
      notes: [{ atMs: 1, by: 'olga', text: 'her brother' }],
      events: [{ kind: 'decided', atMs: 2, by: 'olga', text: 'scan (price): her brother' }],
      attachments: [
        { fileName: 'a.pdf', sha256: '00', tlp: 'TLP:RED' },
        { fileName: 'b.pdf', sha256: '01', tlp: 'TLP:AMBER' },
      ],
    });
    const selection = { source: 'random', probability: 0.1, policy: 'default', rankedAtMs: 1 };
    const { main, schedule } = parted(content, { selection });
    expect(grounds(schedule)).toEqual([
      'third-party',
      'third-party',
      'sealed',
      'free-text',
      'handling',
      'free-text',
      'selection',
    ]);
    for (const word of ['random', 'refer', 'brother', 'a.pdf', '+1']) expect(JSON.stringify(main)).not.toContain(word);
    expect(JSON.stringify(main)).toContain('b.pdf');
  });

  it('loses nothing: both parts together are the content and the selection', () => {
    const selection = { source: 'model', probability: 1, policy: 'p', rankedAtMs: 1 };
    const content = frozenContent({
      records: [record({}), record({ tlp: 'TLP:RED' })],
      notes: [{ atMs: 1, by: 'olga', text: 'x' }],
    });
    const { main, schedule } = parted(content, { selection, concernedRoles: [] });
    expect(together(JSON.parse(JSON.stringify(main)), schedule)).toEqual(
      JSON.parse(JSON.stringify({ ...content, selection })),
    );
  });
});
