/** How records of one movement find each other. */
import type { ConsignmentReferences } from './consignment.ts';

/** Returns `AGENCY/REFERENCE` with the strongest reference, or undefined without any. */
export function consignmentId(agency: string, references: ConsignmentReferences): string | undefined {
  const strongest =
    references.declaration ?? references.houseBill ?? references.airWaybill ?? references.masterBill ?? references.s10;
  return strongest === undefined ? undefined : `${agency}/${strongest}`;
}

/** Returns the keys under which a record may be linked within its agency, strongest first. */
export function linkingKeys(agency: string, references: ConsignmentReferences): string[] {
  const named: readonly (readonly [string, string | undefined])[] = [
    ['declaration', references.declaration],
    ['house', references.houseBill],
    ['air', references.airWaybill],
    ['master', references.masterBill],
    ['s10', references.s10],
  ];
  return named.flatMap(([kind, reference]) => (reference === undefined ? [] : [`${agency}|${kind}|${reference}`]));
}
