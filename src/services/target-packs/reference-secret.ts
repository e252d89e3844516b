/** The secret under which references of targets are made. */
import { hkdfSync } from 'node:crypto';
import type { KeyPort } from '../key-ports.ts';

/** Returns a secret of its own, derived from the installation's: who knew one would not know the other. */
export async function referenceSecret({ keys }: { readonly keys: KeyPort }): Promise<Uint8Array> {
  const { words } = await keys.identityKey();
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  return new Uint8Array(hkdfSync('sha256', bytes, '', 'touchstone target references', 32));
}
