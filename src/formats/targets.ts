/** The fields that a mapping profile may fill, each with the kind of value it takes. */

import { partyRoles } from '../domain/party.ts';
import type { RecordKind } from '../domain/record.ts';

/** Kinds of value; `field-values.ts` parses each. */
export type ValueKind =
  | 'text'
  | 'country'
  | 'countries'
  | 'texts'
  | 'amount'
  | 'integer'
  | 'moment'
  | 'hs'
  | 'currency'
  | 'unit'
  | 'mode'
  | 'channel'
  | 'direction'
  | 'stage'
  | 'partyKind'
  | 'flag'
  | 'control'
  | 'depth'
  | 'iprChecked'
  | 'outcome'
  | 'iprType'
  | 'measureKind'
  | 'valueBasis'
  | 'detectionMethod'
  | 'recordKind';

/** One field that can be filled. */
export interface Target {
  readonly name: string;
  readonly value: ValueKind;
}

const partyFields: readonly (readonly [string, ValueKind])[] = [
  ['id', 'text'],
  ['idScheme', 'text'],
  ['name', 'text'],
  ['address', 'text'],
  ['country', 'country'],
  ['phone', 'text'],
  ['email', 'text'],
  ['partyKind', 'partyKind'],
  ['isAuthorisedOperator', 'flag'],
];

const table: readonly (readonly [string, ValueKind])[] = [
  ['recordKind', 'recordKind'],
  ['agency', 'text'],
  ['id', 'text'],
  ['references.declaration', 'text'],
  ['references.houseBill', 'text'],
  ['references.airWaybill', 'text'],
  ['references.masterBill', 'text'],
  ['references.s10', 'text'],
  ['itemNumber', 'integer'],
  ['occurredAt', 'moment'],
  ['knownAt', 'moment'],
  ['amendment', 'integer'],
  ['stage', 'stage'],
  ['times.received', 'moment'],
  ['times.eta', 'moment'],
  ['times.arrived', 'moment'],
  ['times.presented', 'moment'],
  ['times.releaseCutOff', 'moment'],
  ['office', 'text'],
  ['procedure', 'text'],
  ['direction', 'direction'],
  ['transactionType', 'text'],
  ['goodsUse', 'text'],
  ['paymentMethod', 'text'],
  ['mode', 'mode'],
  ['channel', 'channel'],
  ['departureCountry', 'country'],
  ['transitCountries', 'countries'],
  ['destinationCountry', 'country'],
  ['goodsLocation', 'text'],
  ['containers', 'texts'],
  ...partyRoles.flatMap((role) => partyFields.map(([field, value]) => [`parties.${role}.${field}`, value] as const)),
  ['item.hsCode', 'hs'],
  ['item.hsEdition', 'integer'],
  ['item.description', 'text'],
  ['item.originCountry', 'country'],
  ['item.originMarking', 'text'],
  ['item.netMassKg', 'amount'],
  ['item.grossMassKg', 'amount'],
  ['item.quantity', 'amount'],
  ['item.unitCode', 'unit'],
  ['item.valueAmount', 'amount'],
  ['item.currency', 'currency'],
  ['item.dutyRatePercent', 'amount'],
  ['item.dutyType', 'text'],
  ['item.brand', 'text'],
  ['control', 'control'],
  ['depth', 'depth'],
  ['iprChecked', 'iprChecked'],
  ['examinedAt', 'moment'],
  ['outcome', 'outcome'],
  ['iprType', 'iprType'],
  ['brand', 'text'],
  ['articlesCount', 'integer'],
  ['isRetracted', 'flag'],
  ['measureKind', 'measureKind'],
  ['rightHolder', 'text'],
  ['actual.hsCode', 'hs'],
  ['actual.description', 'text'],
  ['actual.quantity', 'amount'],
  ['actual.unitCode', 'unit'],
  ['valueBasis', 'valueBasis'],
  ['concealment', 'text'],
  ['detectionMethod', 'detectionMethod'],
  ['territories', 'texts'],
  ['hsPrefixes', 'texts'],
  ['validFrom', 'moment'],
  ['validTo', 'moment'],
  ['authorisedParties', 'texts'],
  ['contactName', 'text'],
  ['contactPhone', 'text'],
  ['contactEmail', 'text'],
  ['identificationNotes', 'text'],
  ['acceptsSmallConsignments', 'flag'],
  ['reporterCountry', 'country'],
  ['partnerCountry', 'country'],
  ['periodStart', 'moment'],
  ['valueUsd', 'amount'],
];

/** All targets; a mapped row is an array of values in this order. */
export const targets: readonly Target[] = table.map(([name, value]) => ({ name, value }));

const indexByName = new Map(targets.map((target, index) => [target.name, index]));

/** Place of a target in {@link targets}, or undefined for a name that is none. */
export function findTarget(name: string): number | undefined {
  return indexByName.get(name);
}

/** Place of a target that exists. */
export function targetIndex(name: string): number {
  const index = indexByName.get(name);
  if (index === undefined) throw new RangeError(`no target ${name}`);
  return index;
}

/** Targets without which a record of a kind means nothing; of an inner list one is enough. */
export const requiredTargets: { readonly [kind in RecordKind]: readonly (readonly string[])[] } = (() => {
  const references = [
    'references.declaration',
    'references.houseBill',
    'references.airWaybill',
    'references.masterBill',
    'references.s10',
  ];
  return {
    manifest: [references, ['occurredAt']],
    declaration: [references, ['occurredAt']],
    examination: [references, ['control'], ['outcome'], ['knownAt', 'examinedAt']],
    measure: [['measureKind'], ['occurredAt'], ['outcome']],
    'rights-record': [['id'], ['rightHolder'], ['iprType'], ['validFrom']],
    'trade-statistic': [['reporterCountry'], ['partnerCountry'], ['item.hsCode'], ['periodStart']],
  };
})();
