import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSigningKeyStorage } from '../../src/storage/signing-key-storage.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signing-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('createSigningKeyStorage', () => {
  it('makes one key, readable by its owner only, whose signatures its public key verifies', async () => {
    const home = join(folder, 'home');
    const keys = await Promise.all(Array.from({ length: 6 }, () => createSigningKeyStorage(home).signingKey()));
    expect(new Set(keys.map(({ publicKey }) => Buffer.from(publicKey).toString('hex'))).size).toBe(1);
    expect(await readdir(home)).toEqual(['audit-signing.pem']);
    expect((await stat(join(home, 'audit-signing.pem'))).mode & 0o777).toBe(0o600);
    const x = Buffer.from(keys[0]!.publicKey).toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const text = Buffer.from('head');
    expect(verify(null, text, publicKey, keys[1]!.sign(text))).toBe(true);
    expect(verify(null, Buffer.from('tail'), publicKey, keys[1]!.sign(text))).toBe(false);
  });

  it('does not use what is no key of the kind', async () => {
    const path = join(folder, 'audit-signing.pem');
    await writeFile(path, 'nothing');
    await expect(createSigningKeyStorage(folder).signingKey()).rejects.toMatchObject({ code: 'artefact-invalid' });
    const other = generateKeyPairSync('x25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
    await writeFile(path, other);
    await expect(createSigningKeyStorage(folder).signingKey()).rejects.toThrow(/Ed25519/);
  });
});
