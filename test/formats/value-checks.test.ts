import { describe, expect, it } from 'vitest';
import { valueCheckNames, valueFault } from '../../src/formats/value-checks.ts';

describe('valueFault', () => {
  it.each([
    ['s10', 'EE473124829CN'],
    ['eori', 'ESB12345678'],
    ['e123', '+34 912 345 678'],
    ['locode', 'ESALG'],
  ] as const)('finds nothing wrong with a sound value under %s', (name, text) =>
    expect(valueFault(name, text)).toBeUndefined(),
  );

  it('says what was expected, under every law', () => {
    const faults = valueCheckNames.map((name) => valueFault(name, '?'));
    for (const fault of faults) expect(fault?.expected.length).toBeGreaterThan(10);
    expect(new Set(faults.map((fault) => fault?.code)).size).toBe(valueCheckNames.length);
  });

  it('sees a digit of a postal identifier that is mistyped', () => {
    expect(valueFault('s10', 'EE473124839CN')).toMatchObject({ code: 'not-a-postal-identifier' });
  });
});
