/** Asks an operator to hold goods. */
import type { ControlKind } from '../domain/examination.ts';
import type { AgencyView } from './agency-view-ports.ts';
import type { CaseAuthor } from './case-author.ts';
import { cutOffMsOf } from './case-content.ts';
import type { ReviewCase } from './case-ports.ts';
import type { HeldGoods, Operator } from './hold-ports.ts';
import type { SecretPort } from './password-ports.ts';

const referenceBytes = 10;

/** What is asked. */
export interface RequestHoldInput {
  readonly case: ReviewCase;
  readonly operator: Operator;
  readonly control: ControlKind;
  /** From when on the operator sees it. */
  readonly visibleFromMs: number;
  readonly secrets: SecretPort;
}

/** Makes the hold under an opaque reference, with what the operator needs to find the goods and nothing else. Returns its reference. */
export async function requestHold(
  view: Pick<AgencyView, 'facts' | 'cases' | 'holds'>,
  by: CaseAuthor,
  { case: target, operator, control, visibleFromMs, secrets }: RequestHoldInput,
): Promise<string> {
  const reference = `H-${Buffer.from(secrets.bytes(referenceBytes)).toString('hex').toUpperCase()}`;
  await view.holds.request({
    caseId: target.id,
    operatorId: operator.id,
    reference,
    control,
    goods: await goodsOf(view, target),
    requestedAtMs: by.nowMs,
    visibleFromMs,
  });
  await view.cases.addEvent(target.id, {
    kind: 'hold-requested',
    atMs: by.nowMs,
    by: by.actor.name,
    text: `${operator.name} is asked to hold the goods for a ${control} control, ${reference}`,
  });
  return reference;
}

async function goodsOf(view: Pick<AgencyView, 'facts'>, target: ReviewCase): Promise<HeldGoods> {
  const records = await view.facts.itemsOf([target.reference]);
  const consignment = (records.find((record) => record.consignment.stage === target.stage) ?? records[0])?.consignment;
  return {
    declaration: consignment?.references.declaration,
    houseBill: consignment?.references.houseBill,
    airWaybill: consignment?.references.airWaybill,
    masterBill: consignment?.references.masterBill,
    s10: consignment?.references.s10,
    containers: consignment?.containers ?? [],
    location: consignment?.goodsLocation,
    office: target.office,
    releaseCutOffMs: cutOffMsOf(consignment?.times.releaseCutOff) ?? target.releaseCutOffMs,
  };
}
