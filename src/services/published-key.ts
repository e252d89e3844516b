/** The key of the sample model: published, so it protects nobody, and used for simulated data only. */
import type { IdentityKey } from './key-ports.ts';

/** Key and id that come with the program. */
export const publishedKey: IdentityKey = {
  id: 'published-sample-key',
  words: Uint32Array.from([0x53414d50, 0x4c45204b, 0x45592030, 0x30303031]),
};
