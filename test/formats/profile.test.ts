import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { parseProfile } from '../../src/formats/profile.ts';

const names = readdirSync('data/profiles')
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -5));

function problemsOf(text: string): string {
  try {
    parseProfile('test', text);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return (error as AppError).message;
  }
  throw new Error('the profile was taken');
}

describe('parseProfile', () => {
  it.each(names)('takes the shipped profile %s', (name) => {
    expect(parseProfile(name, readFileSync(`data/profiles/${name}.yaml`, 'utf8')).name).toBe(name);
  });

  it('lists every problem at once', () => {
    const text = `
name: other
version: 0
description: x
agency: X
recordKind: declaration
format: { type: csv, timeZone: Mars/Olympus, colour: red }
tick: week
columns:
  A: references.declaratoin
  B: { target: office, codes: nowhere }
  C: office
constants: { nonsense: 1 }
labels: { bad: { column: L } }
defaultLabel: none
`;
    const problems = problemsOf(text);
    for (const part of [
      'version',
      'tick',
      'Mars/Olympus',
      'colour',
      'references.declaratoin',
      'nowhere',
      'already filled',
    ]) {
      expect(problems).toContain(part);
    }
    for (const part of ['constants.nonsense', 'labels.bad', 'defaultLabel', 'occurredAt'])
      expect(problems).toContain(part);
  });

  it('says what is wrong with a text that is no YAML or no mapping', () => {
    expect(problemsOf('a: [')).toContain('profile test is not valid');
    expect(problemsOf('just text')).toContain('profile test is not valid');
    expect(problemsOf('')).toContain('profile test is not valid');
  });

  it('does not take a profile under another name', () => {
    const text = readFileSync('data/profiles/kcs.yaml', 'utf8');
    expect(() => parseProfile('kcz', text)).toThrow(/kcs is not the file's name/);
  });
});
