import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/util/canonical-json.ts';

/** The same value with the names of its objects the other way round. */
function reversed(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(reversed);
  const entries = Object.entries(value).map(([name, part]) => [name, reversed(part)] as const);
  return Object.fromEntries(entries.reverse());
}

describe('canonicalJson', () => {
  it('is the same for the same value, whatever the order of its names', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('orders names at every depth, leaves out what JSON does, and keeps a name that is none elsewhere', () => {
    expect(canonicalJson({ b: 1, a: [{ d: undefined, c: Number.NaN, B: 'ß' }] })).toBe(
      '{"a":[{"B":"ß","c":null}],"b":1}',
    );
    expect(canonicalJson(JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}');
    expect(canonicalJson(undefined)).toBe('null');
  });
});
