import { describe, expect, it } from 'vitest';
import { isEori } from '../../src/domain/eori.ts';

describe('isEori', () => {
  it.each(['DE123456789012345', 'ESB12345678', 'XI123', 'XK1'])('takes %s', (text) => expect(isEori(text)).toBe(true));
  it.each(['', 'DE', 'de123', 'ZZ123', 'DE1234567890123456', 'DE 123', '12345'])('refuses %j', (text) =>
    expect(isEori(text)).toBe(false),
  );
});
