/** What was known and shown at a decision, for tests. */
import type { FrozenContent } from '../../src/domain/frozen-content.ts';
import { defaultHandling } from '../../src/domain/handling.ts';
import { makeParty } from './goods-item-record.ts';

/** Returns a content of one record with an importer, a private seller and a declarant. */
export function frozenContent(changes: Partial<FrozenContent> = {}): FrozenContent {
  const parties = {
    importer: { ...makeParty('I1'), name: 'Ann Example', partyKind: 'natural' },
    seller: { ...makeParty('S1'), name: 'Otto Other', partyKind: 'natural' },
    declarant: { ...makeParty('D1'), name: 'Clear Ltd', partyKind: 'business' },
  };
  return {
    version: 1,
    salt: 'ab'.repeat(32),
    decision: {
      code: 'physical-examination',
      reason: 'price',
      by: 'person:1',
      byName: 'olga',
      atMs: 5,
    },
    shownCase: { id: 7, lane: 'red', summary: { party: 'Ann Example' } },
    shownReasons: ['priced at 0.2 of the usual'],
    explanation: { baseMargin: -4, reasons: [] },
    records: [
      {
        factId: 1,
        name: 'TEST/A#1',
        nature: 'fact',
        handling: defaultHandling('TEST'),
        body: { kind: 'declaration', consignment: { id: 'TEST/A', parties }, item: { itemNumber: 1 } },
      },
    ],
    features: [
      {
        itemNumber: 1,
        factId: 1,
        model: 'm@1',
        scoredAtMs: 3,
        margin: 0.5,
        probability: 0.6,
        values: { a: 1, b: null },
      },
    ],
    rules: { policy: 'default', lookOuts: [], sealed: undefined },
    events: [],
    notes: [],
    attachments: [],
    viewers: [{ actor: 'person:1', action: 'claim-case', atMs: 4 }],
    ...changes,
  };
}
