import { describe, expect, it } from 'vitest';
import { openCodeSecret, sealCodeSecret } from '../../src/services/code-secret.ts';
import { publishedKey } from '../../src/services/published-key.ts';
import { peopleMeans } from '../factories/people-means.ts';

describe('a sealed secret', () => {
  const { secrets } = peopleMeans().ports;
  const secret = Uint8Array.from({ length: 20 }, (_, at) => at);
  const sealed = sealCodeSecret(publishedKey, secrets, 7, secret);

  it('opens under its key for its account', () => {
    expect([...openCodeSecret(publishedKey, 7, sealed)]).toEqual([...secret]);
    expect([...sealCodeSecret(publishedKey, secrets, 7, secret)]).not.toEqual([...sealed]);
  });

  it('does not open under another key, for another account, or changed', () => {
    const other = { id: 'other', words: Uint32Array.from(publishedKey.words, (word) => word ^ 1) };
    const changed = Uint8Array.from(sealed, (byte, at) => (at === 15 ? byte ^ 1 : byte));
    for (const open of [
      () => openCodeSecret(other, 7, sealed),
      () => openCodeSecret(publishedKey, 8, sealed),
      () => openCodeSecret(publishedKey, 7, changed),
      () => openCodeSecret(publishedKey, 7, new Uint8Array(0)),
    ]) {
      expect(open).toThrow(expect.objectContaining({ code: 'artefact-invalid' }));
    }
  });
});
