/** What rules see of goods items. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { partyRoles } from '../domain/party.ts';
import { partyIdentity } from '../domain/party-identity.ts';
import { type FieldKind, type RuleFacts, ruleFields } from '../ranking/rules/rule-fields.ts';

/** Makes facts of records, and remembers which parties it has seen; records must come in order of time for that to mean anything. */
export class RecordFacts {
  /** Consignment in which a party was seen first, by role and identity. */
  private readonly firstIn = new Map<string, string>();

  /** Returns the facts of a record. */
  of(record: GoodsItemRecord): RuleFacts {
    const facts = recordFacts(record);
    const { consignment } = record;
    for (const role of partyRoles) {
      const party = consignment.parties[role];
      const identity = party && partyIdentity(party);
      if (identity === undefined) continue;
      const key = `${role} ${identity}`;
      const first = this.firstIn.get(key) ?? consignment.id;
      this.firstIn.set(key, first);
      // Items of one consignment see the same world.
      facts.set(`${role}.firstSeen`, first === consignment.id);
    }
    return facts;
  }
}

/** Returns the facts that a record tells by itself: all but who was seen before. */
export function recordFacts({
  consignment,
  item,
}: GoodsItemRecord): Map<string, string | number | boolean | undefined> {
  const facts = new Map<string, string | number | boolean | undefined>([
    ['agency', consignment.agency],
    ['stage', consignment.stage],
    ['office', consignment.office],
    ['channel', consignment.channel],
    ['originCountry', item.originCountry],
    ['departureCountry', consignment.departureCountry],
    ['destinationCountry', consignment.destinationCountry],
    ['description', item.description],
    ['brand', item.brand],
    ['hsCode', item.hsCode],
    ['valueUsd', item.valueUsd],
    ['quantity', item.quantity],
    ['netMassKg', item.netMassKg],
    ['pricePerKgUsd', priceOf(item.valueUsd, item.netMassKg)],
  ]);
  for (const role of partyRoles) {
    const party = consignment.parties[role];
    if (party === undefined) continue;
    facts.set(`${role}.id`, party.id);
    facts.set(`${role}.name`, party.name);
    facts.set(`${role}.country`, party.country);
  }
  return facts;
}

/** Returns the facts of a line of a scored file: of its columns those that are called as a field is. */
export function lineFacts(row: ReadonlyMap<string, string>): RuleFacts {
  const facts = new Map<string, string | number | boolean | undefined>();
  for (const [field, kind] of ruleFields) {
    const text = row.get(field);
    if (text !== undefined && text !== '') facts.set(field, factOf(text, kind));
  }
  if (!facts.has('pricePerKgUsd'))
    facts.set('pricePerKgUsd', priceOf(facts.get('valueUsd') as number | undefined, massOf(row, facts)));
  return facts;
}

/** Fields that lines of a file with these columns can have. */
export function fieldsOfColumns(columns: readonly string[]): ReadonlySet<string> {
  const fields = new Set([...ruleFields.keys()].filter((field) => columns.includes(field)));
  if (columns.includes('valueUsd') && (columns.includes('netMassKg') || columns.includes('unitCode')))
    fields.add('pricePerKgUsd');
  return fields;
}

function factOf(text: string, kind: FieldKind): string | number | boolean | undefined {
  if (kind === 'number') return Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (kind === 'yes-no')
    return text === 'yes' || text === 'true' || (text === 'no' || text === 'false' ? false : undefined);
  return text;
}

/** A quantity in kilograms is a mass. */
function massOf(row: ReadonlyMap<string, string>, facts: RuleFacts): number | undefined {
  const mass = facts.get('netMassKg') as number | undefined;
  return mass ?? (row.get('unitCode') === 'KGM' ? (facts.get('quantity') as number | undefined) : undefined);
}

function priceOf(valueUsd: number | undefined, massKg: number | undefined): number | undefined {
  return valueUsd === undefined || massKg === undefined || massKg <= 0 ? undefined : valueUsd / massKg;
}
