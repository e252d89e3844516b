/** A consignment as it is posted. */
import { z } from 'zod';
import { channels, directions, stages } from '../../domain/consignment.ts';
import { isContainerNumber } from '../../domain/container-number.ts';
import { isCountryAlpha2 } from '../../domain/country.ts';
import { isCurrency } from '../../domain/exchange-rate.ts';
import { tlpLabels } from '../../domain/handling.ts';
import { isHsCode } from '../../domain/hs-code.ts';
import { isModeCode } from '../../domain/mode.ts';
import { purposes } from '../../domain/purposes.ts';
import { isS10 } from '../../domain/s10.ts';
import { isUnitCode } from '../../domain/unit.ts';
import { displayedReason } from './queue.ts';

/** Neither control characters nor halves of characters, which no database keeps. */
function isPlain(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text);
}

function text(maximum: number) {
  return z.string().trim().min(1).max(maximum).refine(isPlain, 'text without control characters');
}

const longestDescription = 4000;
const description = z
  .string()
  .trim()
  .min(1)
  .max(longestDescription)
  .refine((one) => isPlain(one.replace(/[\t\r\n]/g, ' ')), 'text without control characters');
/** A moment: a date alone, or with a time and its zone. */
const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], 'a date as 2026-11-28, or a time as 2026-11-28T09:30:00Z')
  .transform((one) => ({ epochMs: Date.parse(one), precision: one.length > 10 ? ('hour' as const) : ('day' as const) }))
  .refine(({ epochMs }) => epochMs >= Date.UTC(1990) && epochMs < Date.UTC(2100), 'between 1990 and 2100');
const country = z.string().refine(isCountryAlpha2, 'an ISO 3166-1 alpha-2 code');
const amount = z.number().min(0).max(1e15);

const party = z
  .strictObject({
    id: text(100).optional(),
    idScheme: text(40).optional(),
    name: text(300).optional(),
    address: text(500).optional(),
    country: country.optional(),
    phone: text(60).optional(),
    email: text(200).optional(),
    partyKind: z.enum(['natural', 'business', 'unknown']).default('unknown'),
    isAuthorisedOperator: z.boolean().optional(),
  })
  .refine(
    ({ id, name, address, phone }) => [id, name, address, phone].some((one) => one !== undefined),
    'an id, a name, an address or a telephone',
  )
  .optional();

const item = z.strictObject({
  itemNumber: z.number().int().min(1).max(99_999),
  hsCode: z.string().refine(isHsCode, '2, 4 or 6 to 12 digits of a chapter 01 to 99').optional(),
  hsEdition: z.number().int().min(1988).max(2100).optional(),
  description: description.optional(),
  originCountry: country.optional(),
  originMarking: text(100).optional(),
  netMassKg: amount.optional(),
  grossMassKg: amount.optional(),
  quantity: amount.optional(),
  unitCode: z.string().refine(isUnitCode, 'a UN Recommendation 20 code that is known here').optional(),
  valueAmount: amount.optional(),
  currency: z.string().refine(isCurrency, 'an ISO 4217 code').optional(),
  dutyRatePercent: amount.optional(),
  dutyType: text(40).optional(),
  brand: text(200).optional(),
});

const references = z.strictObject({
  declaration: text(100).optional(),
  houseBill: text(100).optional(),
  airWaybill: text(100).optional(),
  masterBill: text(100).optional(),
  s10: z.string().refine(isS10, 'a UPU S10 identifier with its check digit').optional(),
});

/** Body of POST /api/consignments. */
export const postConsignmentBody = z.strictObject({
  references: references.refine((all) => Object.values(all).some((one) => one !== undefined), 'at least one reference'),
  stage: z.enum(stages).default('declaration'),
  occurredAt: moment,
  amendment: z.number().int().min(0).max(1_000_000).optional(),
  times: z
    .strictObject({
      received: moment.optional(),
      eta: moment.optional(),
      arrived: moment.optional(),
      presented: moment.optional(),
      releaseCutOff: moment.optional(),
    })
    .default({}),
  office: text(40).optional(),
  procedure: text(40).optional(),
  direction: z.enum(directions).default('import'),
  transactionType: text(40).optional(),
  goodsUse: text(40).optional(),
  paymentMethod: text(40).optional(),
  mode: z.string().refine(isModeCode, 'a UN Recommendation 19 code, 0 to 9').optional(),
  channel: z.enum(channels).optional(),
  departureCountry: country.optional(),
  transitCountries: z.array(country).max(20).default([]),
  destinationCountry: country.optional(),
  goodsLocation: text(100).optional(),
  parties: z
    .strictObject({
      importer: party,
      consignee: party,
      deliveryAddress: party,
      consignor: party,
      seller: party,
      platform: party,
      declarant: party,
      forwarder: party,
      carrier: party,
      notifyParty: party,
    })
    .default({}),
  containers: z
    .array(z.string().refine(isContainerNumber, 'an ISO 6346 container number with its check digit'))
    .max(200)
    .default([]),
  /** What is left out is the strictest. */
  handling: z
    .strictObject({
      tlp: z.enum(tlpLabels).optional(),
      sourceGrade: z.enum(['A', 'B', 'C', 'D', 'X']).optional(),
      informationGrade: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).optional(),
      europolCodes: z
        .array(z.enum(['H0', 'H1', 'H2', 'H3']))
        .max(4)
        .optional(),
      nationalMarking: text(40).optional(),
      isOriginatorControlled: z.boolean().optional(),
      purposes: z
        .array(z.enum(Object.keys(purposes) as [keyof typeof purposes]))
        .max(20)
        .optional(),
      expiresOn: z.iso.date().optional(),
    })
    .default({}),
  items: z.array(item).min(1).max(200),
});

/** Reply of POST /api/consignments. */
export const postedConsignment = z.object({
  consignmentId: z.number().int(),
  batchId: z.number().int(),
  /** `AGENCY/REFERENCE`. */
  reference: z.string(),
  rows: z.object({ added: z.number().int(), revised: z.number().int(), duplicate: z.number().int() }),
  /** Null where no model scores its stage. A suspicion about goods, not a finding. */
  score: z
    .object({
      probability: z.number(),
      /** Whole percent. */
      riskScore: z.number().int(),
      margin: z.number(),
      baseMargin: z.number(),
      model: z.string(),
      itemNumber: z.number().int(),
      reasons: z.array(displayedReason),
    })
    .nullable(),
});
