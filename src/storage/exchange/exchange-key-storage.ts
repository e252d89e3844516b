/** The installation's keys for packages, in files that only their owner may read: age (X25519, ChaCha20-Poly1305; age-encryption.org/v1) and Ed25519. */
import { AppError } from '../../errors.ts';
import type { ExchangeKeyPort } from '../../services/exchange-ports.ts';
import { readOrMakeSecret } from '../secret-file.ts';
import { createSigningKeyStorage } from '../signing-key-storage.ts';

/** Loaded when it is needed, for most commands send and take no package. */
const age = () => import('age-encryption');

/** Returns the port over `<folder>/exchange-age.key` and `<folder>/exchange-signing.pem`, made with mode 0600 on first use. */
export function createExchangeKeyStorage(folder: string): ExchangeKeyPort {
  const path = `${folder}/exchange-age.key`;
  const { signingKey } = createSigningKeyStorage(folder, 'exchange-signing.pem');
  const identity = async (): Promise<string> => {
    // Made beforehand, for making is asynchronous and a secret that is there already wins.
    const made = await (await age()).generateX25519Identity();
    const kept = (await readOrMakeSecret(path, () => `${made}\n`)).toString('utf8').trim();
    if (!kept.startsWith('AGE-SECRET-KEY-1')) {
      throw new AppError('artefact-invalid', { name: path, reason: 'it holds no identity of age' });
    }
    return kept;
  };
  return {
    signingKey,
    recipient: async () => (await age()).identityToRecipient(await identity()),
    seal: async (bytes, recipient) => {
      const encrypter = new (await age()).Encrypter();
      encrypter.addRecipient(recipient);
      return encrypter.encrypt(bytes);
    },
    open: async (sealed) => {
      const decrypter = new (await age()).Decrypter();
      decrypter.addIdentity(await identity());
      try {
        return await decrypter.decrypt(sealed);
      } catch (error) {
        return (error as Error).message.includes('no identity matched') ? 'other-recipient' : 'damaged';
      }
    },
  };
}
