import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { purposeOfRole } from '../../src/domain/purposes.ts';
import { roles } from '../../src/domain/roles.ts';
import type { NewAuditEntry } from '../../src/services/audit-ports.ts';
import { logAccess } from '../../src/services/log-access.ts';
import { personOf } from '../factories/serve-routes.ts';

function contextOf(actor: Actor, purpose?: string) {
  const entries: NewAuditEntry[] = [];
  const append = async (entry: NewAuditEntry): Promise<void> => void entries.push(entry);
  return { entries, context: { actor, purpose, nowMs: 7, requestId: 'r', store: { audit: { append } } } };
}

describe('logAccess', () => {
  it('says who read what, by an opaque name, and keeps what was asked for in the payload', async () => {
    const { entries, context } = contextOf(personOf('AURELIA', 'targeting-officer', 3));
    await logAccess(context, { action: 'search', criteria: { party: 'Ann Example' }, records: ['A/1'] });
    expect(entries).toEqual([
      {
        atMs: 7,
        actor: 'person:3',
        agency: 'AURELIA',
        action: 'search',
        subject: undefined,
        payload: {
          purpose: 'customs-risk-analysis',
          requestId: 'r',
          criteria: { party: 'Ann Example' },
          records: ['A/1'],
        },
      },
    ]);
  });

  it('takes the purpose of the reader, else that of the role or of machines', async () => {
    const said = contextOf(personOf('A', 'agency-liaison'), 'data-subject-request');
    expect(await logAccess(said.context, { action: 'extract-person' })).toBe('data-subject-request');
    for (const role of roles) {
      expect(await logAccess(contextOf(personOf('A', role)).context, { action: 'search' })).toBe(purposeOfRole[role]);
    }
    const key: Actor = { kind: 'key', id: 2, name: 'feed', agency: 'A', scopes: [], operatorId: undefined };
    expect(await logAccess(contextOf(key).context, { action: 'search' })).toBe('customs-risk-analysis');
  });

  it('logs nothing under a purpose that is none, and refuses it', async () => {
    for (const purpose of ['', 'curiosity', 'toString']) {
      const { entries, context } = contextOf(personOf('A', 'auditor'), purpose);
      await expect(logAccess(context, { action: 'search' })).rejects.toMatchObject({ code: 'usage' });
      expect(entries).toEqual([]);
    }
  });
});
