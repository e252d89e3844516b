import { describe, expect, it } from 'vitest';
import { isE123Phone } from '../../src/domain/phone-e123.ts';

describe('isE123Phone', () => {
  it.each(['+22 607 123 4567', '+34912345678', '+1 212 555 0100', '+1234567'])('takes %s', (text) =>
    expect(isE123Phone(text)).toBe(true),
  );
  it.each(['0171 5550', '+0 12345678', '+34 (912) 345-678', '+34  912345678', '+123456', '+1234567890123456', '+34 '])(
    'refuses %j',
    (text) => expect(isE123Phone(text)).toBe(false),
  );
});
