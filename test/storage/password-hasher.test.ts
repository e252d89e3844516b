import { describe, expect, it } from 'vitest';
import { createPasswordHasher, loadNative, loadWebAssembly } from '../../src/storage/password-hasher.ts';

const native = createPasswordHasher(loadNative);
const webAssembly = createPasswordHasher(loadWebAssembly);

describe('createPasswordHasher', () => {
  it('writes PHC strings of argon2id with the same settings, natively and in WebAssembly', async () => {
    for (const hasher of [native, webAssembly]) {
      const phc = await hasher.hash('correct horse');
      expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
      expect(phc).not.toBe(await hasher.hash('correct horse'));
    }
  });

  it('verifies what the other library wrote', async () => {
    for (const [writer, reader] of [
      [native, webAssembly],
      [webAssembly, native],
      [native, native],
    ] as const) {
      const phc = await writer.hash('pässwörd 🔑');
      expect(await reader.verify('pässwörd 🔑', phc)).toBe(true);
      expect(await reader.verify('passwort', phc)).toBe(false);
    }
  });

  it('says no where there is no hash, having computed one all the same', async () => {
    const computed: string[] = [];
    const watched = createPasswordHasher(async () => ({
      ...(await loadNative()),
      verify: async (_, phc) => computed.push(phc) > 0,
    }));
    expect(await watched.verify('x', undefined)).toBe(false);
    expect(computed).toEqual([expect.stringContaining('$argon2id$v=19$m=19456,t=2,p=1$')]);
    for (const hasher of [native, webAssembly]) expect(await hasher.verify('x', undefined)).toBe(false);
  });
});
