/** What personal data are read for. Every read, search, export and extract of them is logged with one. */
import type { Role } from './roles.ts';

/** Purposes by their codes. */
export const purposes = {
  'customs-risk-analysis': 'choosing consignments for control',
  'customs-control': 'carrying out a control',
  'ipr-enforcement': 'protecting intellectual property rights at the border',
  'criminal-investigation': 'investigating an offence',
  'supervision': 'supervising the work of officers',
  'quality-assurance': 'judging and improving models and data',
  'audit': 'checking that rules were kept',
  'data-subject-request': 'answering a person about the data that are held on it',
  'disclosure': 'laying a decision open to a court or another authority',
} as const;

/** A purpose of {@link purposes}. */
export type Purpose = keyof typeof purposes;

/** What a role reads for when the reader does not say. */
export const purposeOfRole: { readonly [role in Role]: Purpose } = {
  'targeting-officer': 'customs-risk-analysis',
  'examination-officer': 'customs-control',
  'supervisor': 'supervision',
  'analyst': 'quality-assurance',
  'planner': 'customs-risk-analysis',
  'agency-liaison': 'ipr-enforcement',
  'auditor': 'audit',
  'administrator': 'supervision',
};

/** What a machine reads for when it does not say. */
export const purposeOfKeys: Purpose = 'customs-risk-analysis';

/** Returns whether a text is a purpose. */
export function isPurpose(text: string): text is Purpose {
  return Object.hasOwn(purposes, text);
}
