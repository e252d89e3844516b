import { describe, expect, it } from 'vitest';
import { isLocode } from '../../src/domain/locode.ts';

describe('isLocode', () => {
  it.each(['ESALG', 'CNSHA', 'US2NY'])('takes %s', (text) => expect(isLocode(text)).toBe(true));
  it.each(['ZZABC', 'ESAL', 'ESALG1', 'ES0AB', 'esalg'])('refuses %s', (text) => expect(isLocode(text)).toBe(false));
});
