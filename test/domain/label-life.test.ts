import { describe, expect, it } from 'vitest';
import { outcomes } from '../../src/domain/examination.ts';
import { labelOfExamination, labelOfMeasure, mayFollow } from '../../src/domain/label-life.ts';

const physical = { control: 'physical', iprChecked: 'yes', isRetracted: false } as const;

describe('labelOfExamination', () => {
  it('takes a confirmed infringement for positive', () =>
    expect(labelOfExamination({ ...physical, outcome: 'confirmed' }, 'confirmed')).toBe(1));
  it.each(['nothing-found', 'genuine', 'authorised'] as const)(
    'takes a physical IPR check with %s for negative',
    (outcome) => expect(labelOfExamination({ ...physical, outcome }, 'confirmed')).toBe(0),
  );
  it.each(['suspected', 'detained', 'silent', 'no-right', 'contested', 'other-infringement'] as const)(
    'censors %s',
    (outcome) => expect(labelOfExamination({ ...physical, outcome }, 'confirmed')).toBeUndefined(),
  );
  it('learns nothing from a documentary check, a scan, or a search for something else', () => {
    expect(
      labelOfExamination({ ...physical, control: 'documentary', outcome: 'nothing-found' }, 'confirmed'),
    ).toBeUndefined();
    expect(labelOfExamination({ ...physical, control: 'scan', outcome: 'nothing-found' }, 'confirmed')).toBeUndefined();
    expect(
      labelOfExamination({ ...physical, iprChecked: 'unknown', outcome: 'nothing-found' }, 'confirmed'),
    ).toBeUndefined();
  });
  it('counts earlier states where the recipe names them', () => {
    expect(labelOfExamination({ ...physical, outcome: 'detained' }, 'detained')).toBe(1);
    expect(labelOfExamination({ ...physical, outcome: 'suspected' }, 'detained')).toBeUndefined();
    expect(labelOfExamination({ ...physical, outcome: 'suspected' }, 'suspected')).toBe(1);
  });
  it('forgets what was retracted', () => {
    for (const outcome of outcomes)
      expect(labelOfExamination({ ...physical, outcome, isRetracted: true }, 'suspected')).toBeUndefined();
  });
});

describe('labelOfMeasure', () => {
  it('goes by its outcome alone', () => {
    expect(labelOfMeasure({ outcome: 'confirmed', isRetracted: false }, 'confirmed')).toBe(1);
    expect(labelOfMeasure({ outcome: 'genuine', isRetracted: false }, 'confirmed')).toBe(0);
    expect(labelOfMeasure({ outcome: 'detained', isRetracted: false }, 'confirmed')).toBeUndefined();
    expect(labelOfMeasure({ outcome: 'confirmed', isRetracted: true }, 'confirmed')).toBeUndefined();
  });
});

describe('mayFollow', () => {
  it('lets a detention end and nothing come back from an end', () => {
    expect(mayFollow('detained', 'confirmed')).toBe(true);
    expect(mayFollow('detained', 'silent')).toBe(true);
    for (const outcome of outcomes) expect(mayFollow('confirmed', outcome)).toBe(false);
  });
});
