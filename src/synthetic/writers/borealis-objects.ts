/** Objects and codes of Borealis's border agency for express and postal parcels: grams, cents, UTC times to the minute. */
import type { Outcome } from '../../domain/examination.ts';
import { postalAddress } from '../draws/invented-names.ts';
import { opaqueCode } from '../draws/opaque-code.ts';
import type { ExaminationFact, MeasureFact, SimulatedConsignment, SimulatedParty } from '../simulated-fact.ts';
import type { ItemRow } from './aurelia-columns.ts';
import type { Json, JsonSlip } from './json-table.ts';
import { mistype } from './mistype.ts';
import { isoMinute } from './time-text.ts';

type JsonObject = { readonly [key: string]: Json };

const services = { express: 'EXP', post: 'IMF', cargo: 'FRT', passenger: 'PAX' } as const;
const units = { H87: 'PCS', PR: 'PRS', KGM: 'KG' } as const;
const exams = { documentary: 'paper', scan: 'xray', physical: 'open' } as const;
const depths = { tailgate: 1, partial: 2, full: 3 } as const;
const checked = { yes: true, no: false, unknown: undefined } as const;
const dispositions: { readonly [outcome in Outcome]: string } = {
  'nothing-found': 'CLEAR',
  suspected: 'SUSPECT',
  detained: 'HOLD',
  confirmed: 'IPR_VIOLATION',
  genuine: 'AUTHENTIC',
  authorised: 'LICENSED',
  'no-right': 'NO_RECORDATION',
  silent: 'NO_REPLY',
  contested: 'PROTESTED',
  'other-infringement': 'OTHER',
};

/** The object of a declared line. */
export function borealisDeclaration({ consignment, item }: ItemRow): JsonObject {
  return {
    parcel: references(consignment),
    line: item.itemNumber,
    service: services[consignment.channel],
    filed: isoMinute(consignment.declaredAtMs),
    eta: isoMinute(consignment.etaMs),
    arrived: isoMinute(consignment.arrivedMs),
    presented: isoMinute(consignment.presentedMs),
    release_by: isoMinute(consignment.releaseCutOffMs),
    gate: consignment.office,
    lane: { from: consignment.departureCountry, via: consignment.transitCountries, to: 'US' },
    shipper: firm(consignment.seller),
    consignee: {
      // A private person has no number here; name and address stand for them.
      ...(consignment.importer.partyKind === 'business' ? { id: borealisId(consignment.importer) } : {}),
      name: consignment.importer.name,
      address: postalAddress(consignment.importer.addressNumber),
      kind: consignment.importer.partyKind === 'natural' ? 'P' : 'C',
    },
    broker: borealisId(consignment.declarant),
    courier: borealisId(consignment.carrier),
    marketplace: consignment.platform !== undefined ? 'Y' : 'N',
    goods: {
      hs: item.goods.hs6,
      text: item.description,
      brand: item.declaredBrand,
      origin: item.originCountry,
      qty: item.quantity,
      uom: units[item.goods.unitCode],
      net_g: Math.max(1, Math.round(item.netMassKg * 1000)),
      gross_g: Math.max(1, Math.round(item.grossMassKg * 1000)),
      value_cents: item.valueUsd === undefined ? undefined : Math.round(item.valueUsd * 100),
      duty_pct: item.dutyRatePercent,
    },
  };
}

/** Slips in declared lines. */
export const borealisDeclarationSlips: readonly JsonSlip[] = [
  'cut',
  ['filed', '2026-13-40T25:00Z'],
  ['filed', 'yesterday'],
  ['service', '??'],
  ['goods.hs', 'TBD'],
  ['goods.origin', 'UK'],
  ['goods.net_g', -250],
  ['goods.net_g', '2 lb'],
  ['goods.value_cents', 'gift'],
  ['goods.uom', 'BAG'],
  ['lane.from', 'ZZ'],
];

/** The object of an examination's result. */
export function borealisExamination(fact: ExaminationFact): JsonObject {
  return {
    exam: `X${fact.number}`,
    parcel: references(fact.consignment),
    line: fact.itemNumber,
    how: exams[fact.control],
    depth: fact.depth === undefined ? undefined : depths[fact.depth],
    ipr: checked[fact.iprChecked],
    opened: isoMinute(fact.examinedAtMs),
    entered: isoMinute(fact.knownAtMs),
    disposition: dispositions[fact.outcome],
    right: fact.iprType,
    mark: fact.brand,
    pieces: fact.articlesCount,
  };
}

/** Slips in results. */
export const borealisExaminationSlips: readonly JsonSlip[] = [
  'cut',
  ['entered', 'n/a'],
  ['disposition', 'SEE NOTES'],
  ['how', 'dog'],
  ['depth', 9],
];

/** The object of a measure. */
export function borealisMeasure(fact: MeasureFact): JsonObject {
  const { consignment, item } = fact;
  return {
    case: `C${fact.number}`,
    action: fact.measureKind,
    date: isoMinute(fact.takenAtMs),
    entered: isoMinute(fact.knownAtMs),
    parcel: {
      hawb: mistype(consignment.references.houseBill, fact.link),
      s10: mistype(consignment.references.s10, fact.link),
    },
    line: fact.link === 'none' ? undefined : item.itemNumber,
    disposition: dispositions[fact.outcome],
    service: services[consignment.channel],
    gate: consignment.office,
    lane: { from: consignment.departureCountry, via: consignment.transitCountries, to: 'US' },
    shipper: firm(consignment.seller),
    consignee: {
      ...(consignment.importer.partyKind === 'business' ? { id: borealisId(consignment.importer) } : {}),
      name: consignment.importer.name,
      kind: consignment.importer.partyKind === 'natural' ? 'P' : 'C',
    },
    declared: { hs: item.goods.hs6, text: item.description },
    found: {
      hs: item.truth.goods.hs6,
      text: item.truth.goods.description,
      qty: fact.articlesCount,
      uom: units[item.truth.goods.unitCode],
    },
    origin: item.originCountry,
    msrp_cents: fact.retailValueUsd * 100,
    mark: fact.brand,
    holder: fact.rightHolder,
    right: fact.iprType,
    hidden: fact.concealment,
    source: fact.detectionMethod,
  };
}

/** Slips in measures. */
export const borealisMeasureSlips: readonly JsonSlip[] = [
  ['date', '0000-00-00'],
  ['action', 'kept'],
  ['msrp_cents', 'unknown'],
];

function references(consignment: SimulatedConsignment): JsonObject {
  const { houseBill, airWaybill, masterBill, s10 } = consignment.references;
  return { hawb: houseBill, awb: airWaybill, mbl: masterBill, s10 };
}

function firm(party: SimulatedParty): JsonObject {
  return { id: borealisId(party), name: party.name, country: party.country };
}

function borealisId(party: SimulatedParty): string {
  return opaqueCode(party.number, 11);
}
