/** Mapped values of one row to the record that they describe. */

import type { Consignment, ConsignmentReferences, ConsignmentTimes, Direction, Stage } from '../domain/consignment.ts';
import { consignmentId } from '../domain/consignment-id.ts';
import type { Examination, Outcome } from '../domain/examination.ts';
import { type RateTable, toUsd } from '../domain/exchange-rate.ts';
import type { GoodsItem, GoodsItemRecord } from '../domain/goods-item.ts';
import type { Handling } from '../domain/handling.ts';
import type { Measure } from '../domain/measure.ts';
import type { Moment } from '../domain/moment.ts';
import { type Parties, type Party, type PartyKind, type PartyRole, partyRoles } from '../domain/party.ts';
import type { RecordKind, SourceRecord } from '../domain/record.ts';
import type { RightsRecord } from '../domain/rights-record.ts';
import type { RowOrigin } from '../domain/row-origin.ts';
import type { TradeStatistic } from '../domain/trade-statistic.ts';
import { targetIndex } from './targets.ts';

/** What all rows of a file share. */
export interface RowContext {
  readonly agency: string;
  readonly stage: Stage;
  readonly handling: Handling;
  readonly rates: RateTable;
}

/** Values of a row by place of their target; undefined is missing. */
export type RowValues = readonly unknown[];

const at = (name: string): number => targetIndex(name);
const place = {
  id: at('id'),
  declaration: at('references.declaration'),
  houseBill: at('references.houseBill'),
  airWaybill: at('references.airWaybill'),
  masterBill: at('references.masterBill'),
  s10: at('references.s10'),
  itemNumber: at('itemNumber'),
  occurredAt: at('occurredAt'),
  knownAt: at('knownAt'),
  amendment: at('amendment'),
  stage: at('stage'),
  received: at('times.received'),
  eta: at('times.eta'),
  arrived: at('times.arrived'),
  presented: at('times.presented'),
  releaseCutOff: at('times.releaseCutOff'),
  office: at('office'),
  procedure: at('procedure'),
  direction: at('direction'),
  transactionType: at('transactionType'),
  goodsUse: at('goodsUse'),
  paymentMethod: at('paymentMethod'),
  mode: at('mode'),
  channel: at('channel'),
  departureCountry: at('departureCountry'),
  transitCountries: at('transitCountries'),
  destinationCountry: at('destinationCountry'),
  goodsLocation: at('goodsLocation'),
  containers: at('containers'),
  hsCode: at('item.hsCode'),
  hsEdition: at('item.hsEdition'),
  description: at('item.description'),
  originCountry: at('item.originCountry'),
  originMarking: at('item.originMarking'),
  netMassKg: at('item.netMassKg'),
  grossMassKg: at('item.grossMassKg'),
  quantity: at('item.quantity'),
  unitCode: at('item.unitCode'),
  valueAmount: at('item.valueAmount'),
  currency: at('item.currency'),
  dutyRatePercent: at('item.dutyRatePercent'),
  dutyType: at('item.dutyType'),
  itemBrand: at('item.brand'),
} as const;

const firstPartyField = partyRoles.map((role) => at(`parties.${role}.id`));
const nothing: readonly string[] = [];

/** Returns the goods-item record of a row. */
export function buildGoodsItem(
  kind: 'declaration' | 'manifest',
  values: RowValues,
  origin: RowOrigin,
  context: RowContext,
): GoodsItemRecord {
  return {
    kind,
    origin,
    consignment: buildConsignment(kind, values, context),
    item: buildItem(values, context),
    result: undefined,
  };
}

function buildConsignment(kind: GoodsItemRecord['kind'], values: RowValues, context: RowContext): Consignment {
  const references = buildReferences(values);
  const occurredAt = values[place.occurredAt] as Moment;
  return {
    id: consignmentId(context.agency, references) ?? '',
    agency: context.agency,
    references,
    stage: (values[place.stage] as Stage | undefined) ?? stageOf(kind, context.stage),
    occurredAt,
    knownAt: (values[place.knownAt] as Moment | undefined) ?? occurredAt,
    amendment: values[place.amendment] as number | undefined,
    times: buildTimes(values),
    office: values[place.office] as string | undefined,
    procedure: values[place.procedure] as string | undefined,
    direction: (values[place.direction] as Direction | undefined) ?? 'import',
    transactionType: values[place.transactionType] as string | undefined,
    goodsUse: values[place.goodsUse] as string | undefined,
    paymentMethod: values[place.paymentMethod] as string | undefined,
    mode: values[place.mode] as string | undefined,
    channel: values[place.channel] as Consignment['channel'],
    departureCountry: values[place.departureCountry] as string | undefined,
    transitCountries: (values[place.transitCountries] as string[] | undefined) ?? nothing,
    destinationCountry: values[place.destinationCountry] as string | undefined,
    goodsLocation: values[place.goodsLocation] as string | undefined,
    parties: buildParties(values),
    containers: (values[place.containers] as string[] | undefined) ?? nothing,
    handling: context.handling,
  };
}

/** A manifest arrives before the goods do, whatever its profile says of declarations. */
function stageOf(kind: GoodsItemRecord['kind'], ofProfile: Stage): Stage {
  const isAhead = ofProfile === 'pre-loading' || ofProfile === 'pre-arrival';
  return kind === 'manifest' && !isAhead ? 'pre-arrival' : ofProfile;
}

const noTimes: ConsignmentTimes = {
  received: undefined,
  eta: undefined,
  arrived: undefined,
  presented: undefined,
  releaseCutOff: undefined,
};

function buildTimes(values: RowValues): ConsignmentTimes {
  let hasTime = false;
  for (let target = place.received; target <= place.releaseCutOff; target++) hasTime ||= values[target] !== undefined;
  if (!hasTime) return noTimes;
  return {
    received: values[place.received] as Moment | undefined,
    eta: values[place.eta] as Moment | undefined,
    arrived: values[place.arrived] as Moment | undefined,
    presented: values[place.presented] as Moment | undefined,
    releaseCutOff: values[place.releaseCutOff] as Moment | undefined,
  };
}

function buildItem(values: RowValues, context: RowContext): GoodsItem {
  const valueAmount = values[place.valueAmount] as number | undefined;
  const currency = values[place.currency] as string | undefined;
  const declaredOn = values[place.occurredAt] as Moment;
  return {
    itemNumber: (values[place.itemNumber] as number | undefined) ?? 1,
    hsCode: values[place.hsCode] as string | undefined,
    hsEdition: values[place.hsEdition] as number | undefined,
    description: values[place.description] as string | undefined,
    originCountry: values[place.originCountry] as string | undefined,
    originMarking: values[place.originMarking] as string | undefined,
    netMassKg: values[place.netMassKg] as number | undefined,
    grossMassKg: values[place.grossMassKg] as number | undefined,
    quantity: values[place.quantity] as number | undefined,
    unitCode: values[place.unitCode] as string | undefined,
    valueAmount,
    currency,
    valueUsd:
      valueAmount === undefined || currency === undefined
        ? undefined
        : toUsd(valueAmount, currency, yearOf(declaredOn.epochMs), context.rates),
    dutyRatePercent: values[place.dutyRatePercent] as number | undefined,
    dutyType: values[place.dutyType] as string | undefined,
    brand: values[place.itemBrand] as string | undefined,
  };
}

let yearMs = Number.NaN;
let year = 0;

/** Calendar year in UTC; remembered, since neighbouring rows share their day. */
function yearOf(epochMs: number): number {
  if (epochMs !== yearMs) {
    yearMs = epochMs;
    year = new Date(epochMs).getUTCFullYear();
  }
  return year;
}

function buildReferences(values: RowValues): ConsignmentReferences {
  return {
    declaration: values[place.declaration] as string | undefined,
    houseBill: values[place.houseBill] as string | undefined,
    airWaybill: values[place.airWaybill] as string | undefined,
    masterBill: values[place.masterBill] as string | undefined,
    s10: values[place.s10] as string | undefined,
  };
}

function buildParties(values: RowValues): Parties {
  const built: { [role in PartyRole]: Party | undefined } = {
    importer: undefined,
    consignee: undefined,
    deliveryAddress: undefined,
    consignor: undefined,
    seller: undefined,
    platform: undefined,
    declarant: undefined,
    forwarder: undefined,
    carrier: undefined,
    notifyParty: undefined,
  };
  for (let role = 0; role < partyRoles.length; role++) {
    const first = firstPartyField[role]!;
    const id = values[first] as string | undefined;
    const name = values[first + 2] as string | undefined;
    const address = values[first + 3] as string | undefined;
    const phone = values[first + 5] as string | undefined;
    if (id === undefined && name === undefined && address === undefined && phone === undefined) continue;
    built[partyRoles[role]!] = {
      id,
      idScheme: values[first + 1] as string | undefined,
      name,
      address,
      country: values[first + 4] as string | undefined,
      phone,
      email: values[first + 6] as string | undefined,
      partyKind: (values[first + 7] as PartyKind | undefined) ?? 'unknown',
      isAuthorisedOperator: values[first + 8] as boolean | undefined,
    };
  }
  return built;
}

/** Returns the record of a row of any other kind. */
export function buildOtherRecord(
  kind: Exclude<RecordKind, 'declaration' | 'manifest'>,
  values: RowValues,
  origin: RowOrigin,
  context: RowContext,
): SourceRecord {
  switch (kind) {
    case 'examination':
      return buildExamination(values, origin, context);
    case 'measure':
      return buildMeasure(values, origin, context);
    case 'rights-record':
      return buildRightsRecord(values, origin, context);
    case 'trade-statistic':
      return buildTradeStatistic(values, origin, context);
  }
}

function value<T>(values: RowValues, target: string): T | undefined {
  return values[at(target)] as T | undefined;
}

function buildExamination(values: RowValues, origin: RowOrigin, context: RowContext): Examination {
  const references = buildReferences(values);
  const examinedAt = value<Moment>(values, 'examinedAt');
  return {
    kind: 'examination',
    origin,
    id: `${context.agency}/${value<string>(values, 'id') ?? `${consignmentId(context.agency, references)}#${value<number>(values, 'itemNumber') ?? ''}`}`,
    agency: context.agency,
    references,
    itemNumber: value(values, 'itemNumber'),
    control: value<Examination['control']>(values, 'control')!,
    depth: value(values, 'depth'),
    iprChecked: value<Examination['iprChecked']>(values, 'iprChecked') ?? 'unknown',
    examinedAt,
    knownAt: value<Moment>(values, 'knownAt') ?? examinedAt!,
    outcome: value<Outcome>(values, 'outcome')!,
    iprType: value(values, 'iprType'),
    brand: value(values, 'brand'),
    articlesCount: value(values, 'articlesCount'),
    isRetracted: value<boolean>(values, 'isRetracted') ?? false,
    handling: context.handling,
  };
}

function buildMeasure(values: RowValues, origin: RowOrigin, context: RowContext): Measure {
  const occurredAt = value<Moment>(values, 'occurredAt')!;
  return {
    kind: 'measure',
    origin,
    id: `${context.agency}/${value<string>(values, 'id') ?? `${origin.file}:${origin.row}`}`,
    agency: context.agency,
    measureKind: value<Measure['measureKind']>(values, 'measureKind')!,
    references: buildReferences(values),
    itemNumber: value(values, 'itemNumber'),
    occurredAt,
    knownAt: value<Moment>(values, 'knownAt') ?? occurredAt,
    outcome: value<Outcome>(values, 'outcome')!,
    iprType: value(values, 'iprType'),
    brand: value(values, 'brand'),
    rightHolder: value(values, 'rightHolder'),
    declaredGoods: {
      hsCode: value(values, 'item.hsCode'),
      description: value(values, 'item.description'),
      quantity: value(values, 'item.quantity'),
      unitCode: value(values, 'item.unitCode'),
    },
    actualGoods: {
      hsCode: value(values, 'actual.hsCode'),
      description: value(values, 'actual.description'),
      quantity: value(values, 'actual.quantity'),
      unitCode: value(values, 'actual.unitCode'),
    },
    valueAmount: value(values, 'item.valueAmount'),
    currency: value(values, 'item.currency'),
    valueBasis: value(values, 'valueBasis'),
    office: value(values, 'office'),
    mode: value(values, 'mode'),
    originCountry: value(values, 'item.originCountry'),
    departureCountry: value(values, 'departureCountry'),
    transitCountries: value<string[]>(values, 'transitCountries') ?? nothing,
    destinationCountry: value(values, 'destinationCountry'),
    parties: buildParties(values),
    concealment: value(values, 'concealment'),
    detectionMethod: value<Measure['detectionMethod']>(values, 'detectionMethod') ?? 'unknown',
    isRetracted: value<boolean>(values, 'isRetracted') ?? false,
    handling: context.handling,
  };
}

function buildRightsRecord(values: RowValues, origin: RowOrigin, context: RowContext): RightsRecord {
  const validFrom = value<Moment>(values, 'validFrom')!;
  return {
    kind: 'rights-record',
    origin,
    id: `${context.agency}/${value<string>(values, 'id')!}`,
    agency: context.agency,
    rightHolder: value<string>(values, 'rightHolder')!,
    iprType: value<RightsRecord['iprType']>(values, 'iprType')!,
    brand: value(values, 'brand'),
    territories: value<string[]>(values, 'territories') ?? nothing,
    hsPrefixes: value<string[]>(values, 'hsPrefixes') ?? nothing,
    validFrom,
    validTo: value(values, 'validTo'),
    knownAt: value<Moment>(values, 'knownAt') ?? validFrom,
    authorisedParties: value<string[]>(values, 'authorisedParties') ?? nothing,
    contactName: value(values, 'contactName'),
    contactPhone: value(values, 'contactPhone'),
    contactEmail: value(values, 'contactEmail'),
    identificationNotes: value(values, 'identificationNotes'),
    acceptsSmallConsignments: value(values, 'acceptsSmallConsignments'),
    handling: context.handling,
  };
}

function buildTradeStatistic(values: RowValues, origin: RowOrigin, context: RowContext): TradeStatistic {
  const periodStart = value<Moment>(values, 'periodStart')!;
  return {
    kind: 'trade-statistic',
    origin,
    agency: context.agency,
    reporterCountry: value<string>(values, 'reporterCountry')!,
    partnerCountry: value<string>(values, 'partnerCountry')!,
    hsCode: value<string>(values, 'item.hsCode')!,
    periodStart,
    knownAt: value<Moment>(values, 'knownAt') ?? periodStart,
    valueUsd: value(values, 'valueUsd'),
    netMassKg: value(values, 'item.netMassKg'),
    handling: context.handling,
  };
}
