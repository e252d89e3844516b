/** What rules may look at. */

/** How a field is compared. */
export type FieldKind = 'text' | 'code' | 'number' | 'yes-no';

const roles = ['importer', 'consignee', 'consignor', 'seller', 'platform', 'declarant', 'forwarder', 'carrier'];
const partyFields = roles.flatMap((role) => [
  [`${role}.id`, 'text'] as const,
  [`${role}.name`, 'text'] as const,
  [`${role}.country`, 'text'] as const,
  /** Not among what was read before. */
  [`${role}.firstSeen`, 'yes-no'] as const,
]);

/** Fields of a goods item and its consignment, with how each is compared. */
export const ruleFields: ReadonlyMap<string, FieldKind> = new Map<string, FieldKind>([
  ['agency', 'text'],
  ['stage', 'text'],
  ['office', 'text'],
  ['channel', 'text'],
  ['originCountry', 'text'],
  ['departureCountry', 'text'],
  ['destinationCountry', 'text'],
  ['description', 'text'],
  ['brand', 'text'],
  ['hsCode', 'code'],
  ['valueUsd', 'number'],
  ['quantity', 'number'],
  ['netMassKg', 'number'],
  /** Declared value over net mass. */
  ['pricePerKgUsd', 'number'],
  /** Of the model; a suspicion. */
  ['probability', 'number'],
  ...partyFields,
]);

/** Values of a goods item by field; what is not known is left out or undefined. */
export type RuleFacts = ReadonlyMap<string, string | number | boolean | undefined>;

/** Operators of each kind of field, with what they take. */
export const fieldOperators: {
  readonly [kind in FieldKind]: { readonly [operator: string]: 'text' | 'texts' | 'number' | 'yes-no' };
} = {
  'text': { is: 'text', in: 'texts', contains: 'texts' },
  'code': { startsWith: 'texts', is: 'text', in: 'texts' },
  'number': { above: 'number', atLeast: 'number', below: 'number', atMost: 'number' },
  'yes-no': { is: 'yes-no' },
};
