import { describe, expect, it } from 'vitest';
import { hs2, hs4, hs6, isHsCode } from '../../src/domain/hs-code.ts';

describe('isHsCode', () => {
  it.each(['01', '0101', '010121', '6403991000', '640399100012'])('takes %s', (code) =>
    expect(isHsCode(code)).toBe(true),
  );
  it.each(['', '1', '00', '77', '770100', '64039', '6403a9', '640399100012345', ' 64', '-6403'])('refuses %j', (code) =>
    expect(isHsCode(code)).toBe(false),
  );
});

describe('hs2, hs4, hs6', () => {
  it('keep leading zeros', () =>
    expect([hs2('010121'), hs4('010121'), hs6('010121')]).toEqual(['01', '0101', '010121']));
  it('cut longer codes and are undefined for shorter ones', () => {
    expect(hs6('6403991000')).toBe('640399');
    expect(hs6('6403')).toBeUndefined();
    expect(hs4('64')).toBeUndefined();
    expect(hs2('6')).toBeUndefined();
  });
});
