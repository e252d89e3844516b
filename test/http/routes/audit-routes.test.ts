import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRoutes } from '../../../src/http/routes/audit-routes.ts';
import type { Store } from '../../../src/services/store-ports.ts';
import { verifyAudit } from '../../../src/services/verify-audit.ts';
import { personOf, type ServedRoutes, serveRoutes } from '../../factories/serve-routes.ts';
import { testPorts } from '../../factories/test-ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-routes-'));
const ports = testPorts(folder);
let store: Store;
let served: ServedRoutes;
beforeAll(async () => {
  store = await ports.openStore('memory:');
  served = await serveRoutes({ ports, store }, auditRoutes);
}, 60_000);
afterAll(async () => {
  await served?.server.close();
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
});

const auditor = personOf('AURELIA', 'auditor', 5);

describe('the audit by HTTP', () => {
  it('shows an auditor the entries of the own agency, page after page, and logs that', async () => {
    const entry = { atMs: 5, actor: 'person:1', action: 'decide-case', payload: { note: 'n' } };
    await store.audit.appendMany([
      ...['case:1', 'case:2', 'case:3'].map((subject) => ({ ...entry, agency: 'AURELIA', subject })),
      { ...entry, agency: 'BOREALIS', subject: 'case:9' },
    ]);
    await store.audit.erasePayloads({ sequences: [1], atMs: 6, actor: 'system', ground: 'g' });
    const first = await served.ask(auditor, 'GET', '/audit?limit=2&action=decide-case');
    expect(first.json()).toMatchObject({
      items: [
        { subject: 'case:3', payload: { note: 'n' }, isErased: false },
        { subject: 'case:2', actor: 'person:1' },
      ],
      total: 3,
      isTotalExact: true,
    });
    const { nextCursor } = first.json();
    const second = await served.ask(auditor, 'GET', `/audit?limit=2&action=decide-case&cursor=${nextCursor}`);
    expect(second.json()).toMatchObject({
      items: [{ subject: 'case:1', payload: null, isErased: true }],
      nextCursor: null,
    });
    const searches = await served.ask(auditor, 'GET', '/audit?action=search-audit&actor=person:5');
    expect(searches.json()).toMatchObject({ total: 2, items: [{ payload: { purpose: 'audit', entries: 1 } }, {}] });
    const foreign = await served.ask(auditor, 'GET', '/audit?subject=case:9');
    expect(foreign.json()).toMatchObject({ items: [], total: 0 });
    const other = await served.ask(personOf('BOREALIS', 'auditor'), 'GET', '/audit');
    expect(other.json().items).toMatchObject([{ subject: 'case:9', agency: 'BOREALIS' }]);
  });

  it('gives the signed head as a line of a file of anchors', async () => {
    const { statusCode, body } = await served.ask(auditor, 'GET', '/audit/head');
    expect(statusCode).toBe(200);
    await ports.files.write(join(folder, 'anchors'), `${body}\n`);
    const check = () => verifyAudit(ports, store.audit, { anchorFiles: [join(folder, 'anchors')], publicKeys: [] });
    expect(await check()).toMatchObject({ isIntact: true, anchorsChecked: 1 });
    await ports.files.write(join(folder, 'anchors'), `${body.replace(/"sequence":(\d+)/, '"sequence":1')}\n`);
    expect(await check()).toMatchObject({ isIntact: false, faults: [{ kind: 'wrong-signature' }] });
  });

  it('is for auditors alone', async () => {
    for (const role of ['administrator', 'supervisor', 'analyst', 'agency-liaison'] as const) {
      for (const path of ['/audit', '/audit/head']) {
        expect((await served.ask(personOf('AURELIA', role), 'GET', path)).statusCode, `${role} ${path}`).toBe(403);
      }
    }
    expect((await served.ask(auditor, 'GET', '/audit?cursor=%00')).statusCode).toBe(400);
  });
});
