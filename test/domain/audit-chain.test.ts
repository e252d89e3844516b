import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditFault, anchorBytes, auditEntryHash, checkAuditChain } from '../../src/domain/audit-chain.ts';
import { type AuditHead, type AuditRecord, erasingAction } from '../../src/domain/audit-entry.ts';
import { type AuditContent, auditChain } from '../factories/audit-chain.ts';

const content = fc.record({
  atMs: fc.maxSafeNat(),
  actor: fc.string({ unit: 'grapheme' }),
  agency: fc.constantFrom('AURELIA', 'BOREALIS', ''),
  action: fc.constantFrom('decide-case', 'search'),
  subject: fc.option(fc.string(), { nil: undefined }),
  text: fc.json(),
}) satisfies fc.Arbitrary<AuditContent>;
const chain = fc.array(content, { minLength: 3, maxLength: 12 }).map((contents) => auditChain(contents));

function check(records: readonly AuditRecord[], anchors: readonly AuditHead[] = []) {
  const running = checkAuditChain(anchors);
  for (const record of records) running.take(record);
  return running.finish();
}

const kindsOf = ({ faults }: { readonly faults: readonly AuditFault[] }) => faults.map(({ kind }) => kind);

/** Every byte of an entry, as a change of it: numbers and texts by their encoding. */
function changes(record: AuditRecord): AuditRecord[] {
  const changed: AuditRecord[] = [];
  for (const name of ['payloadHash', 'previousHash', 'hash'] as const) {
    for (let at = 0; at < 32; at++) changed.push({ ...record, [name]: flip(record[name], at) });
  }
  for (const name of ['actor', 'agency', 'action', 'subject'] as const) {
    const text = record[name];
    changed.push({ ...record, [name]: `${text ?? ''}x` });
    for (let at = 0; at < (text?.length ?? 0); at++) {
      changed.push({
        ...record,
        [name]: `${text!.slice(0, at)}${text![at] === 'a' ? 'b' : 'a'}${text!.slice(at + 1)}`,
      });
    }
  }
  changed.push({ ...record, subject: record.subject === undefined ? '' : undefined });
  changed.push({ ...record, atMs: record.atMs + 1 }, { ...record, atMs: record.atMs - 1 });
  const { salt, text } = record.payload!;
  for (let at = 0; at < salt.length; at++) changed.push({ ...record, payload: { salt: flip(salt, at), text } });
  for (let at = 0; at <= text.length; at++) {
    changed.push({ ...record, payload: { salt, text: `${text.slice(0, at)} ${text.slice(at)}` } });
  }
  return changed;
}

function flip(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at]! ^= 1;
  return changed;
}

describe('the chain of the audit', () => {
  it('is intact as it was made, and names its head', () => {
    fc.assert(
      fc.property(chain, (records) => {
        const { sequence, hash, atMs } = records.at(-1)!;
        const report = check(records, [records[0]!, { sequence, hash, atMs }]);
        expect(report).toMatchObject({ isIntact: true, entries: records.length, anchorsChecked: 2, faults: [] });
        expect(report.head).toEqual({ sequence, hash, atMs });
      }),
    );
  });

  it('shows the change of any byte, and where it was', () => {
    fc.assert(
      fc.property(chain, fc.nat(), (records, n) => {
        const at = n % records.length;
        for (const changed of changes(records[at]!)) {
          const { isIntact, faults } = check(records.with(at, changed));
          expect(isIntact).toBe(false);
          // The next entry may follow another hash, too.
          for (const { sequence } of faults) expect([at + 1, at + 2]).toContain(sequence);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('has fields that cannot be moved into one another', () => {
    const base = auditChain([{ atMs: 1, actor: 'ab', agency: 'c', action: 'd', subject: 'e', text: '1' }])[0]!;
    const shifted = { ...base, actor: 'a', agency: 'bc' };
    expect(auditEntryHash(shifted)).not.toEqual(auditEntryHash(base));
  });

  it('shows entries that are taken out of the middle or the beginning', () => {
    fc.assert(
      fc.property(chain, fc.nat(), fc.nat(), (records, n, m) => {
        const from = n % (records.length - 1);
        const count = 1 + (m % (records.length - 1 - from));
        const report = check(records.toSpliced(from, count));
        expect(kindsOf(report)).toEqual(['gap']);
        expect(report.faults[0]!.sequence).toBe(from + count + 1);
      }),
    );
  });

  it('shows a gap that was closed by numbering later entries anew', () => {
    fc.assert(
      fc.property(chain, fc.nat(), (records, n) => {
        const from = n % (records.length - 1);
        const closed = records.toSpliced(from, 1).map((record, at) => ({ ...record, sequence: at + 1 }));
        expect(check(closed).isIntact).toBe(false);
      }),
    );
  });

  it('shows a cut tail by an anchor, and by nothing else', () => {
    fc.assert(
      fc.property(chain, fc.nat(), (records, n) => {
        const kept = records.slice(0, n % records.length);
        expect(check(kept).isIntact).toBe(true);
        const report = check(kept, [records.at(-1)!]);
        expect(report.faults).toMatchObject([{ kind: 'cut-tail', sequence: kept.length + 1 }]);
      }),
    );
  });

  it('shows entries that changed places, with their numbers or without', () => {
    fc.assert(
      fc.property(chain, fc.nat(), (records, n) => {
        const at = n % (records.length - 1);
        const [a, b] = [records[at]!, records[at + 1]!];
        expect(check(records.with(at, b).with(at + 1, a)).isIntact).toBe(false);
        const renumbered = records
          .with(at, { ...b, sequence: a.sequence })
          .with(at + 1, { ...a, sequence: b.sequence });
        expect(check(renumbered).isIntact).toBe(false);
      }),
    );
  });

  it('shows a chain that was written anew from some entry on, by an anchor behind that entry', () => {
    fc.assert(
      fc.property(chain, fc.array(content, { minLength: 1, maxLength: 12 }), fc.nat(), (records, others, n) => {
        const kept = records.slice(0, n % records.length);
        const forged = [...kept, ...auditChain([{ ...others[0]!, actor: 'forger' }, ...others], kept.at(-1))];
        fc.pre(forged.length >= records.length);
        // By itself it is whole: that is why heads are signed and kept elsewhere.
        expect(check(forged).isIntact).toBe(true);
        const anchor = records.at(-1)!;
        expect(check(forged, [anchor]).faults).toMatchObject([{ kind: 'wrong-anchor', sequence: anchor.sequence }]);
      }),
    );
  });

  it('shows an entry that stands twice', () => {
    fc.assert(
      fc.property(chain, fc.nat(), (records, n) => {
        const at = n % records.length;
        expect(kindsOf(check(records.toSpliced(at, 0, records[at]!)))).toContain('fork');
      }),
    );
  });

  it('stays whole when payloads are erased, as long as an entry says so', () => {
    fc.assert(
      fc.property(fc.array(content, { minLength: 3, maxLength: 8 }), fc.nat(), (contents, n) => {
        const gone = 1 + (n % contents.length);
        const text = JSON.stringify({ sequences: [gone], ground: 'expired' });
        const erasing = { atMs: 1, actor: 'command', agency: '', action: erasingAction, subject: undefined, text };
        const records = auditChain([...contents, erasing]);
        const erased = records.with(gone - 1, { ...records[gone - 1]!, payload: undefined });
        expect(check(erased)).toMatchObject({ isIntact: true, erasedPayloads: 1 });
        const unsaid = check(erased.slice(0, -1));
        expect(unsaid.faults).toMatchObject([{ kind: 'missing-payload', sequence: gone }]);
        const lost = check(erased.with(-1, { ...erased.at(-1)!, payload: undefined }));
        expect(lost.faults.map(({ sequence }) => sequence)).toEqual([gone, records.length]);
      }),
    );
  });

  it('lists the first hundred faults and counts the others', () => {
    const records = auditChain(
      Array.from({ length: 150 }, () => ({
        atMs: 1,
        actor: 'a',
        agency: 'b',
        action: 'c',
        subject: undefined,
        text: '1',
      })),
    ).map((record) => ({ ...record, actor: 'z' }));
    expect(check(records)).toMatchObject({ faultCount: 150, isIntact: false });
    expect(check(records).faults).toHaveLength(100);
  });

  it('signs a head with its place and both times', () => {
    const anchor = { sequence: 1, hash: new Uint8Array(32), atMs: 2, anchoredAtMs: 3 };
    const texts = [
      anchor,
      { ...anchor, sequence: 2 },
      { ...anchor, atMs: 3 },
      { ...anchor, anchoredAtMs: 4 },
      { ...anchor, hash: flip(anchor.hash, 31) },
    ];
    expect(new Set(texts.map((one) => Buffer.from(anchorBytes(one)).toString('hex'))).size).toBe(texts.length);
  });
});
