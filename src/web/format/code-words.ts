/** The service's codes in words. */
import type { FieldGroup, SharedKind } from '../../domain/agreement.ts';
import type { DecisionCode, ExecutionCode, ReasonCode } from '../../domain/case-decision.ts';
import type { Outcome } from '../../domain/examination.ts';
import type { HoldState } from '../../domain/hold.ts';
import type { CaseState } from '../../domain/review-case.ts';
import type { Lane } from '../api/contract.ts';

/** Words for decisions. */
export const decisionWords: Readonly<Record<DecisionCode, string>> = {
  'release': 'Release',
  'documentary-check': 'Documentary check',
  'scan': 'Scan',
  'physical-examination': 'Physical examination',
  'refer-to-police': 'Refer to police',
  'refer-to-agency': 'Refer to another agency',
  'refer-to-audit': 'Refer to post-clearance audit',
  'duplicate': 'Duplicate',
  'suppressed': 'Suppress',
};

/** Words for reason codes. */
export const reasonWords: Readonly<Record<ReasonCode, string>> = {
  'risk-score': 'Risk score and its reasons',
  'price': 'Price or value',
  'goods-description': 'Description of the goods',
  'party-history': 'History of a party',
  'route': 'Route',
  'rights-holder-information': 'Information of a right holder',
  'look-out': 'Look-out',
  'document-missing': 'Document missing',
  'officer-judgement': 'Judgement of the officer',
  'low-risk': 'Low risk',
  'authorised-party': 'Authorised party or goods',
  'recently-examined': 'Examined recently',
  'already-handled': 'Already handled',
  'no-capacity': 'No capacity',
  'other': 'Other',
};

const control: readonly ReasonCode[] = [
  'risk-score',
  'price',
  'goods-description',
  'party-history',
  'route',
  'rights-holder-information',
  'look-out',
  'document-missing',
  'officer-judgement',
  'other',
];

/** Reasons that fit a decision, the likeliest first. */
export const reasonsOf: Readonly<Record<DecisionCode, readonly ReasonCode[]>> = {
  'release': ['low-risk', 'authorised-party', 'recently-examined', 'no-capacity', 'officer-judgement', 'other'],
  'documentary-check': control,
  'scan': control,
  'physical-examination': control,
  'refer-to-police': control,
  'refer-to-agency': control,
  'refer-to-audit': control,
  'duplicate': ['already-handled', 'other'],
  'suppressed': [
    'already-handled',
    'recently-examined',
    'authorised-party',
    'no-capacity',
    'officer-judgement',
    'other',
  ],
};

/** Words for lanes. */
export const laneWords: Readonly<Record<Lane, string>> = {
  red: 'Red',
  yellow: 'Yellow',
  blue: 'Blue',
  green: 'Green',
};

/** Words for states of a case. */
export const caseStateWords: Readonly<Record<CaseState, string>> = {
  open: 'Open',
  claimed: 'Claimed',
  decided: 'Decided',
  suppressed: 'Suppressed',
  examined: 'Examined',
  closed: 'Closed',
};

/** Words for what became of a selection. */
export const executionWords: Readonly<Record<ExecutionCode, string>> = {
  'examined': 'Examined',
  'released-before-hold': 'Released before hold',
  'not-located': 'Not located',
  'no-capacity': 'No capacity',
  'overridden': 'Overridden',
};

/** Words for outcomes of an examination. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  'nothing-found': 'Nothing found',
  'suspected': 'Suspected infringement',
  'detained': 'Detained',
  'confirmed': 'Confirmed infringement',
  'genuine': 'Genuine goods',
  'authorised': 'Authorised or parallel goods',
  'no-right': 'No right in force',
  'silent': 'Right holder silent',
  'contested': 'Contested',
  'other-infringement': 'Infringement of other law',
};

/** Words for states of a hold. */
export const holdStateWords: Readonly<Record<HoldState, string>> = {
  'requested': 'Requested',
  'acknowledged': 'Acknowledged',
  'held': 'Held',
  'released-before-hold': 'Released before hold',
  'not-located': 'Not located',
  'withdrawn': 'Withdrawn',
};

/** What an agreement may give, and what that means. */
export const sharedKindWords: Readonly<Record<SharedKind, readonly [label: string, meaning: string]>> = {
  'consignments': [
    'Consignments',
    'The taker finds and reads the giver’s consignments, as far as the groups of fields go.',
  ],
  'results': ['Results', 'Examinations and measures of the giver: what was looked at, and what was found.'],
  'look-outs': ['Look-outs', 'Finds of the giver raise alerts on consignments of the taker.'],
  'history': ['History', 'Facts of the giver may count in the taker’s scores. It has no effect yet.'],
};

/** Groups of fields that an agreement may give, and what is in them. */
export const fieldGroupWords: Readonly<Record<FieldGroup, readonly [label: string, meaning: string]>> = {
  parties: ['Parties', 'Names, addresses, identifiers.'],
  goods: ['Goods', 'Description, HS code, brand, origin, mass, quantity.'],
  prices: ['Prices', 'Value, currency, duty.'],
  results: ['Results', 'Outcomes of examinations.'],
};

/** Any code in words: `refer-to-police` becomes `Refer to police`, `releaseCutOff` `Release cut off`. */
export function wordsOf(code: string): string {
  const text = code.replaceAll('-', ' ').replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
