/** Secrets that are derived from the installation's key: for references of targets, and for links to exports. */
import { hkdfSync } from 'node:crypto';
import type { KeyPort } from '../key-ports.ts';

/** Returns the secret by which links to exports are signed. */
export function linkSecret(ports: { readonly keys: KeyPort }): Promise<Uint8Array> {
  return derivedSecret(ports, 'touchstone export links');
}

/** Returns the secret of references. */
export function referenceSecret(ports: { readonly keys: KeyPort }): Promise<Uint8Array> {
  return derivedSecret(ports, 'touchstone target references');
}

/** Returns a secret of its own, derived from the installation's: who knew one would not know the other. */
async function derivedSecret({ keys }: { readonly keys: KeyPort }, use: string): Promise<Uint8Array> {
  const { words } = await keys.identityKey();
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  return new Uint8Array(hkdfSync('sha256', bytes, '', use, 32));
}
