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

  const declaration = (changes: string): string => `
name: test
version: 1
description: x
agency: X
recordKind: declaration
${changes.includes('format:') ? '' : 'format: { type: csv }'}
tick: day
columns:
  A: references.declaration
  B: occurredAt
  C: { target: item.unitCode, codes: unit }
  D: { target: mode, codes: unit }
${changes}`;

  it('checks every constant', () => {
    const codes = 'codes: { unit: { map: {}, unknown: keep } }';
    const problems = problemsOf(
      declaration(`${codes}
constants:
  destinationCountry: Narnia
  direction: sideways
  times.eta: next week
  item.hsEdition: many
  parties.importer.isAuthorisedOperator: perhaps
  office: ''
  item.netMassKg: -1
`),
    );
    for (const name of [
      'destinationCountry: Narnia',
      'direction: sideways',
      'times.eta: next week',
      'item.hsEdition: many',
      'parties.importer.isAuthorisedOperator: perhaps',
      'office: is empty',
      'item.netMassKg: -1',
    ]) {
      expect(problems).toContain(`constants.${name}`);
    }
    expect(problems.split('\n')).toHaveLength(8);
    const taken = parseProfile(
      'test',
      declaration(`${codes}
constants: { destinationCountry: DE, times.eta: 2026-01-01, acceptsSmallConsignments: true, item.hsEdition: 2022 }
`),
    );
    expect(taken.constants).toMatchObject({ 'acceptsSmallConsignments': 'true', 'times.eta': '2026-01-01' });
  });

  it('checks that what code maps give can be taken by the fields they fill', () => {
    const problems = problemsOf(declaration('codes: { unit: { map: { ST: H87, KG: kilo, NN: "" }, unknown: keep } }'));
    expect(problems).toContain('codes.unit.map.KG: kilo is nothing that item.unitCode takes');
    expect(problems).toContain('codes.unit.map.ST: H87 is nothing that mode takes');
    expect(problems).not.toContain('.NN');
  });

  it('knows encodings, misspelt columns, and values that are positive and negative at once', () => {
    const problems = problemsOf(
      declaration(`
format: { type: csv, encoding: latin-99 }
required: [A, Bb, L]
codes: { unit: { map: {}, unknown: keep } }
everyRowExamined: true
labels: { fraud: { column: L, positive: [1, 2], negative: [0, 2] } }
`),
    );
    expect(problems).toContain('format.encoding: latin-99');
    expect(problems).toContain('required: column Bb');
    expect(problems).toContain('labels.fraud: 2 is both positive and negative');
    expect(problems.split('\n')).toHaveLength(4);
  });

  it.each([
    'codes: { unit: null }',
    'codes: null',
    'constants: [1]',
    'format: csv',
    'labels: { a: null }\nrequired: 5',
  ])('says what is wrong with a profile that has %j', (changes) => {
    expect(problemsOf(declaration(changes))).toContain('profile test is not valid');
  });

  it('knows what a profile of XML needs', () => {
    const xml = (format: string, more = ''): string => `
name: test
version: 1
description: x
agency: X
recordKind: declaration
format: { type: ${format} }
tick: day
columns:
  ID: references.declaration
  'Times[Kind=a]/Date': occurredAt
  ${more}`;
    const sound = xml(
      'xml, document: Doc, row: House/Item',
      'Bill[Type=703]/ID: { target: references.houseBill, check: s10, part: first }',
    );
    expect(parseProfile('test', sound).format).toMatchObject({ document: 'Doc', row: 'House/Item', namespaces: [] });
    expect(problemsOf(xml('xml', 'Bill[: office'))).toMatch(
      /format.document: xml needs[\s\S]*columns.Bill\[: is not a path/,
    );
    expect(problemsOf(xml('xml, document: a/b, row: House//Item'))).toMatch(
      /format.document: a\/b[\s\S]*format.row: House/,
    );
    expect(problemsOf(xml('csv, document: Doc'))).toContain('for xml alone');
    expect(problemsOf(`${xml('xml, document: Doc')}\ncolumnsAreTargets: true`)).toContain('columnsAreTargets');
  });

  it('knows checks and what they look at', () => {
    const check = '{ rule: not-before, column: E, than: F }';
    expect(
      parseProfile(
        'test',
        declaration(`codes: { unit: { map: {}, unknown: keep } }\nchecks: [${check}]\nrequired: [E, F]`),
      ).checks,
    ).toHaveLength(1);
    expect(problemsOf(declaration('checks: [{ rule: sometimes, column: E }]'))).toContain('checks.0');
    expect(problemsOf(declaration('checks: [{ rule: not-before, column: E }, null, 5]'))).toContain('checks.0.than');
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
