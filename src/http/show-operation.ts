/** Operations as the interface shows them. */
import type { z } from 'zod';
import type { GivenTarget } from '../domain/cut-by-jurisdiction.ts';
import { type ListDifferences, type ListedTarget, listStateOf } from '../domain/list-version.ts';
import type { OperationConflict, ReportingState, SituationReport } from '../domain/situation-report.ts';
import type { AllocationFigures } from '../services/allocation-figures.ts';
import type { CloseOut } from '../services/close-out-ports.ts';
import type { ListDelivery, StoredList, StoredOperation, StoredParticipant } from '../services/operation-ports.ts';
import type { ReferralBundle } from '../services/operations/gather-referral.ts';
import type { OperationDefaults } from '../services/operations/operation-defaults.ts';
import { referralText } from '../services/operations/referral-text.ts';
import type * as lists from './schemas/operation-lists.ts';
import type * as schemas from './schemas/operations.ts';
import type { referral } from './schemas/referral.ts';

/** Returns an operation as a list shows it. */
export function shownItem(one: StoredOperation): z.output<typeof schemas.operationItem> {
  const { id, agency, name, plan, state, reportsDueMs } = one;
  return { id, agency, name, from: plan.from, to: plan.to, state, reportsDueMs };
}

/** Returns an operation in full. */
export function shownOperation(
  one: StoredOperation,
  participants: readonly StoredParticipant[],
): z.output<typeof schemas.operation> {
  const { scope, handling } = one;
  return {
    ...shownItem(one),
    purpose: one.purpose,
    legalBasis: one.legalBasis,
    scope: {
      channels: [...scope.channels],
      offices: [...scope.offices],
      hsPrefixes: [...scope.hsPrefixes],
      originCountries: [...scope.originCountries],
      departureCountries: [...scope.departureCountries],
    },
    plan: one.plan,
    handling: { ...handling, europolCodes: [...handling.europolCodes] },
    version: one.version,
    madeAtMs: one.madeAtMs,
    closedAtMs: one.closedAtMs ?? null,
    participants: participants.map(shownParticipant),
  };
}

/** Returns an agency in an operation. */
export function shownParticipant(one: StoredParticipant): z.output<typeof schemas.participant> {
  return {
    agency: one.agency,
    powers: [...one.powers],
    offices: [...one.offices],
    countries: [...one.countries],
    contacts: [...one.contacts],
    state: one.state,
    answeredAtMs: one.answeredAtMs ?? null,
  };
}

/** Returns what a new operation begins with. */
export function shownDefaults(one: OperationDefaults): z.output<typeof schemas.operationDefaultsShown> {
  return {
    plan: one.plan,
    basis: one.basis,
    legalBasis: one.legalBasis ?? null,
    contacts: [...one.contacts],
    offices: one.offices.map((load) => ({ ...load, channel: load.channel ?? null })),
  };
}

/** Returns figures; how many were drawn at random is for statistics alone. */
export function shownFigures(one: AllocationFigures): z.output<typeof lists.figures> {
  const { targets, units, controls, expectedHarm, gap, expectedFinds, minutes, minimumShares, caps } = one;
  const [findsLow, findsHigh] = one.findsInterval;
  return {
    targets,
    units,
    controls: { ...controls },
    expectedHarm,
    gap,
    expectedFinds,
    findsLow,
    findsHigh,
    minutes: minutes.map(({ office, shift, kind, limit, used, price }) => ({
      office,
      shift,
      kind,
      limit,
      used,
      harmPerHour: price * 60,
    })),
    minimumShares: [...minimumShares],
    caps: [...caps],
  };
}

/** Returns a version of a list. */
export function shownList(one: StoredList): z.output<typeof lists.listVersion> {
  const { figures } = one;
  return {
    version: one.version,
    state: listStateOf(one),
    targetCount: one.targetCount,
    candidates: figures.candidates,
    leftOut: { ...figures.leftOut },
    unfit: { ...figures.unfit },
    figures: shownFigures(figures),
    policy: one.policy,
    made: one.made,
    approved: one.approved ?? null,
    sent: one.sent ?? null,
    recalled: one.recalled ?? null,
    recallReason: one.recallReason ?? null,
  };
}

/** Returns a target. */
export function shownTarget(one: ListedTarget): z.output<typeof lists.listedTarget> {
  return { ...placeOf(one), riskScore: one.riskScore };
}

function placeOf(one: GivenTarget | ListedTarget) {
  return {
    reference: one.reference,
    unit: one.unit,
    office: one.office,
    shift: one.shift,
    control: one.control,
    opensIn: one.opensIn ?? null,
    minutes: { ...one.minutes },
    leadAgency: one.leadAgency,
    channel: one.channel ?? null,
    goods: one.goods ?? null,
    hsCodes: [...one.hsCodes],
    releaseCutOffMs: one.releaseCutOffMs ?? null,
  };
}

/** Returns how two versions differ. */
export function shownDifferences(
  { added, removed, changed, unchanged }: ListDifferences,
  versions: { readonly from: number; readonly to: number },
): z.output<typeof lists.listDifferences> {
  return {
    ...versions,
    added: added.map(shownTarget),
    removed: removed.map(shownTarget),
    changed: changed.map(({ reference, changes }) => ({
      reference,
      changes: changes.map(({ field, from, to }) => ({ field, from: from ?? null, to: to ?? null })),
    })),
    unchanged,
  };
}

/** Returns what was given of a list; how much was left out is told to its maker alone. */
export function shownDelivery(one: ListDelivery, reader: string): z.output<typeof lists.delivery> {
  const isMaker = one.maker === reader;
  return {
    maker: one.maker,
    agency: one.agency,
    version: one.version,
    sentAtMs: one.sentAtMs,
    recalledAtMs: one.recalledAtMs ?? null,
    recallReason: one.recallReason ?? null,
    outside: isMaker ? one.outside : null,
    heldBack: isMaker ? one.heldBack : null,
    targets: one.targets.map((target) => ({ ...placeOf(target), markings: [...target.markings] })),
  };
}

/** Returns a report. */
export function shownReport(one: SituationReport): z.output<typeof schemas.situationReport> {
  const { madeBy: _, ...report } = one;
  return report;
}

/** Returns where agencies stand with their reports. */
export function shownReporting(all: readonly ReportingState[]): z.output<typeof schemas.situationReports>['reporting'] {
  return all.map((one) => ({ ...one, lastReportAtMs: one.lastReportAtMs ?? null }));
}

/** Returns a conflict. */
export function shownConflict(one: OperationConflict): z.output<typeof schemas.operationConflict> {
  return { ...one, decisions: one.decisions.map(({ by: _, ...decision }) => decision) };
}

/** Returns a close-out. */
export function shownCloseOut(one: CloseOut, isFinal: boolean): z.output<typeof schemas.closeOut> {
  const { list } = one;
  return {
    madeAtMs: one.madeAtMs,
    isFinal,
    list:
      list === undefined
        ? null
        : {
            ...list,
            notExamined: { ...list.notExamined },
            findsLow: list.findsInterval[0],
            findsHigh: list.findsInterval[1],
            verdict: list.verdict ?? null,
          },
    reported: one.reported,
    reporting: shownReporting(one.reporting),
  };
}

/** Returns a referral bundle, with its text. */
export function shownReferral(one: ReferralBundle): z.output<typeof referral> {
  return {
    caseId: one.case.id,
    reference: one.case.reference,
    madeAtMs: one.madeAtMs,
    purpose: one.purpose,
    consignments: one.consignments.map((linked) => ({
      ...linked,
      description: linked.description ?? null,
      departureCountry: linked.departureCountry ?? null,
      links: [...linked.links],
      markings: [...linked.markings],
    })),
    measures: one.measures.map((linked) => ({
      ...linked,
      brand: linked.brand ?? null,
      links: [...linked.links],
      markings: [...linked.markings],
    })),
    more: one.more,
    timeline: [...one.timeline],
    leads: [...one.leads],
    lookOuts: [...one.lookOuts],
    text: referralText(one),
  };
}
