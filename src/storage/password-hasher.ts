/** Passwords by argon2id: natively and off the main thread, or in WebAssembly where no native library fits this machine. */
import { randomBytes } from 'node:crypto';
import type { PasswordPort } from '../services/password-ports.ts';

const memoryKib = 19_456;
const passes = 2;
const lanes = 1;
const hashBytes = 32;
const saltBytes = 16;
/** What takes the place of a hash that is not there: of no password, with the same cost. */
const nobody = `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`;

type Argon2 = Pick<PasswordPort, 'hash'> & { verify(password: string, phc: string): Promise<boolean> };

/** Returns the port of passwords; `load` gives the library, and is asked once. */
export function createPasswordHasher(load: () => Promise<Argon2> = loadBest): PasswordPort {
  let loading: Promise<Argon2> | undefined;
  const library = (): Promise<Argon2> => {
    loading ??= load();
    return loading;
  };
  return {
    hash: async (password) => (await library()).hash(password),
    verify: async (password, phc) => {
      const isRight = await (await library()).verify(password, phc ?? nobody);
      return isRight && phc !== undefined;
    },
  };
}

/** The native library; it is optional, since it has no build for some machines. @throws where there is none. */
export async function loadNative(): Promise<Argon2> {
  const { hash, verify } = await import('@node-rs/argon2');
  const options = { memoryCost: memoryKib, timeCost: passes, parallelism: lanes, outputLen: hashBytes };
  return { hash: (password) => hash(password, options), verify: (password, phc) => verify(phc, password) };
}

/** The same in WebAssembly, on the thread that asks. */
export async function loadWebAssembly(): Promise<Argon2> {
  const { argon2id, argon2Verify } = await import('hash-wasm');
  return {
    hash: (password) =>
      argon2id({
        password,
        salt: randomBytes(saltBytes),
        memorySize: memoryKib,
        iterations: passes,
        parallelism: lanes,
        hashLength: hashBytes,
        outputType: 'encoded',
      }),
    verify: (password, phc) => argon2Verify({ password, hash: phc }),
  };
}

async function loadBest(): Promise<Argon2> {
  try {
    return await loadNative();
  } catch {
    return loadWebAssembly();
  }
}
