import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AuditAnchor, AuditRecord } from '../../src/domain/audit-entry.ts';
import { anchorAudit } from '../../src/services/anchor-audit.ts';
import { anchorLine } from '../../src/services/anchor-lines.ts';
import type { SigningKey } from '../../src/services/key-ports.ts';
import { verifyAudit } from '../../src/services/verify-audit.ts';
import { auditChain } from '../factories/audit-chain.ts';

function newKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  return { publicKey: Buffer.from(x!, 'base64url'), sign: (bytes) => sign(null, bytes, privateKey) };
}

/** An installation with files, a key and a chain that a test may change. */
function installation(key = newKey()) {
  const files = new Map<string, string>();
  const kept: AuditAnchor[] = [];
  const state = { records: chainOf(5), kept };
  let nowMs = 100;
  const ports = {
    clock: { nowMs: () => nowMs++ },
    signingKeys: { signingKey: async () => key },
    files: {
      exists: async (path: string) => files.has(path),
      readText: async (path: string) => files.get(path)!,
      write: async (path: string, content: string | Uint8Array) => void files.set(path, String(content)),
    },
  };
  const audit = {
    head: async () => state.records.at(-1),
    keepAnchor: async (anchor: AuditAnchor) => void kept.push(anchor),
    anchors: async () => kept,
    readAll: async function* () {
      yield state.records.slice(0, 2);
      yield state.records.slice(2);
    },
  };
  const verify = (anchorFiles: readonly string[] = [], publicKeys: readonly string[] = []) =>
    verifyAudit(ports, audit, { anchorFiles, publicKeys });
  return { files, state, kept, key, verify, anchor: (file = 'a') => anchorAudit(ports, audit, file) };
}

function chainOf(length: number, actor = 'person:1'): AuditRecord[] {
  return auditChain(
    Array.from({ length }, (_, n) => ({
      atMs: n,
      actor,
      agency: 'A',
      action: 'search',
      subject: undefined,
      text: '{}',
    })),
  );
}

describe('anchors of the audit', () => {
  it('are added to a file, kept in the store, and found in the chain', async () => {
    const { state, files, kept, anchor, verify } = installation();
    await anchor();
    state.records = chainOf(7);
    await anchor();
    expect(
      files
        .get('a')!
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).sequence),
    ).toEqual([5, 7]);
    expect(kept).toHaveLength(2);
    expect(await verify(['a'])).toMatchObject({ isIntact: true, entries: 7, anchorsChecked: 4, faults: [] });
  });

  it('do not overwrite a file of something else', async () => {
    const { files, anchor } = installation();
    files.set('a', 'my notes');
    await expect(anchor()).rejects.toMatchObject({ code: 'file-unreadable' });
    expect(files.get('a')).toBe('my notes');
  });

  it('show a tail that was cut and a chain that was written anew, though the copies of the store are gone', async () => {
    const { state, kept, anchor, verify } = installation();
    await anchor();
    kept.length = 0;
    state.records = chainOf(4);
    expect(await verify()).toMatchObject({ isIntact: true });
    expect((await verify(['a'])).faults).toMatchObject([{ kind: 'cut-tail', sequence: 5 }]);
    state.records = chainOf(9, 'forger');
    expect((await verify(['a'])).faults).toMatchObject([{ kind: 'wrong-anchor', sequence: 5 }]);
  });

  it('count by the keys that are trusted alone', async () => {
    const { files, kept, key, anchor, verify } = installation();
    await anchor();
    kept.length = 0;
    const other = installation();
    other.files.set('a', files.get('a')!);
    expect((await other.verify(['a'])).faults).toMatchObject([{ kind: 'wrong-signature', sequence: 5 }]);
    const text = Buffer.from(key.publicKey).toString('base64');
    expect(await other.verify(['a'], [text])).toMatchObject({ isIntact: true, anchorsChecked: 1 });
    await expect(verify(['a'], ['c2hvcnQ='])).rejects.toMatchObject({ code: 'usage' });
  });

  it('that were changed are not believed', async () => {
    const { files, kept, anchor, verify } = installation();
    const signed = await anchor();
    kept.length = 0;
    for (const change of [{ sequence: 4 }, { atMs: 1 }, { anchoredAtMs: 1 }, { hash: new Uint8Array(32) }]) {
      files.set('a', anchorLine({ ...signed, ...change }));
      expect((await verify(['a'])).faults, JSON.stringify(change)).toMatchObject([{ kind: 'wrong-signature' }]);
    }
    files.set('a', '{"sequence":0}');
    await expect(verify(['a'])).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});

it('a chain without entries has no head to sign', async () => {
  const { state, anchor } = installation();
  state.records = [];
  await expect(anchor()).rejects.toMatchObject({ code: 'not-found' });
});
