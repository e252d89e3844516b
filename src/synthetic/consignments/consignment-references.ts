/** References that look like those of the trade, with true check digits. */

import type { ConsignmentReferences } from '../../domain/consignment.ts';
import { containerCheckDigit } from '../../domain/container-number.ts';
import { s10CheckDigit } from '../../domain/s10.ts';
import type { Rng } from '../../util/rng.ts';
import { opaqueCode, scatter } from '../draws/opaque-code.ts';
import type { ConsignmentPlan } from './consignment-plan.ts';

/**
 * Returns the references of the consignment with this number: a declaration for cargo (and wherever the agency numbers every one), a house bill for express, an S10 identifier for post, and
 * the bills above them. Reference numbers of two consignments never collide.
 */
export function consignmentReferences(
  number: number,
  plan: Pick<ConsignmentPlan, 'channel' | 'mode' | 'departureCountry'>,
  numbersEveryDeclaration: boolean,
): ConsignmentReferences {
  const code = opaqueCode(number, 3).slice(1);
  const isDeclared = plan.channel === 'cargo' || numbersEveryDeclaration;
  const declaration = isDeclared ? `D${code}X${String(number % 100_000).padStart(5, '0')}` : undefined;
  if (plan.channel === 'post') {
    const serial = String(10_000_000 + (number % 90_000_000));
    const s10 = `LX${serial}${s10CheckDigit(serial)}${plan.departureCountry}`;
    return { declaration, houseBill: undefined, airWaybill: undefined, masterBill: undefined, s10 };
  }
  const isAir = plan.mode === '4';
  return {
    declaration,
    houseBill: `HX${code}${String(number % 1000).padStart(3, '0')}`,
    airWaybill: isAir ? airWaybill(Math.floor(number / 12)) : undefined,
    masterBill: isAir ? undefined : `MXTU${String(scatter(Math.floor(number / 6)) % 1_000_000_000).padStart(9, '0')}`,
    s10: undefined,
  };
}

/** Returns the containers of a consignment that comes by sea: a number with its true check digit. */
export function drawContainers(plan: Pick<ConsignmentPlan, 'mode'>, rng: Rng): readonly string[] {
  if (plan.mode !== '1') return [];
  const owner = ['TXYU', 'QZRU', 'VVXU'][rng.nextInt(3)]!;
  const body = `${owner}${String(rng.nextInt(1_000_000)).padStart(6, '0')}`;
  return [`${body}${containerCheckDigit(body)}`];
}

/** An air waybill: airline prefix, seven digits and their remainder by 7 (IATA Resolution 600a). The prefix 999 stands for no airline of ours. */
function airWaybill(flightLoad: number): string {
  const serial = scatter(flightLoad) % 10_000_000;
  return `999-${String(serial).padStart(7, '0')}${serial % 7}`;
}
