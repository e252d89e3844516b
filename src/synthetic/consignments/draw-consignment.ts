/** Draws the next consignment of a day: whose it is, its references and its times. */
import { hourMs } from '../../domain/moment.ts';
import type { Rng } from '../../util/rng.ts';
import { drawBetween, drawChance } from '../draws/distributions.ts';
import type { InfringerGroups } from '../infringers/infringer-groups.ts';
import type { SimulatedConsignment } from '../simulated-fact.ts';
import type { TradeSegment } from '../traders/trade-segment.ts';
import type { ConsignmentPlan } from './consignment-plan.ts';
import { consignmentReferences, drawContainers } from './consignment-references.ts';
import {
  type ConsignmentSurroundings,
  planGroupsConsignment,
  planParcel,
  planTradersConsignment,
} from './plan-consignment.ts';

/** Share of consignments sent by groups at a base rate of 2% (own choice, fitted to that rate). */
const groupShare = 0.0275;

/** The world around one consignment. */
export interface WorldNow extends ConsignmentSurroundings {
  readonly groups: InfringerGroups;
  readonly drawSegment: (rng: Rng) => TradeSegment;
  readonly oneOffShare: number;
}

/** Returns the consignment with this number, declared on a day. */
export function drawConsignment(number: number, dayStartMs: number, now: WorldNow, rng: Rng): SimulatedConsignment {
  const { agencyIndex, ...plan } = drawPlan(now, rng);
  const times = drawTimes(dayStartMs, plan, rng);
  const agency = now.agencies[agencyIndex]!;
  return {
    number,
    agency: agency.name,
    ...plan,
    ...times,
    references: consignmentReferences(number, plan, agency.numbersEveryDeclaration),
    containers: drawContainers(plan, rng),
  };
}

function drawPlan(now: WorldNow, rng: Rng): ConsignmentPlan {
  const group = drawChance(rng, groupShare * now.riskScale) ? now.groups.drawGroup(rng) : undefined;
  if (group !== undefined) return planGroupsConsignment(group, now, rng);
  const segment = now.drawSegment(rng);
  const isOneOff = segment.channel !== 'cargo' && drawChance(rng, now.oneOffShare);
  const trader = isOneOff ? undefined : now.population.drawTrader(segment, rng);
  return trader === undefined ? planParcel(segment, now, rng) : planTradersConsignment(trader, now, rng);
}

type Times = Pick<SimulatedConsignment, 'declaredAtMs' | 'etaMs' | 'arrivedMs' | 'presentedMs' | 'releaseCutOffMs'>;

/** Hours from declaration to arrival and from presentation to release, by channel (own choice). */
const clocks = {
  post: { open: [6, 21], toArrival: [4, 60], toRelease: [24, 72] },
  express: { open: [0, 23], toArrival: [1, 9], toRelease: [3, 10] },
  cargo: { open: [6, 18], toArrival: [2, 90], toRelease: [12, 48] },
} as const;

/** Draws the clocks of a consignment, to the minute; each is no earlier than the one before. */
function drawTimes(dayStartMs: number, plan: Pick<ConsignmentPlan, 'channel'>, rng: Rng): Times {
  const clock = clocks[plan.channel];
  const declaredAtMs = dayStartMs + drawBetween(rng, clock.open[0], clock.open[1]) * hourMs + rng.nextInt(60) * 60_000;
  const etaMs = declaredAtMs + drawBetween(rng, clock.toArrival[0], clock.toArrival[1]) * hourMs;
  const arrivedMs = etaMs + (drawChance(rng, 0.8) ? rng.nextInt(60) * 60_000 : drawBetween(rng, 1, 20) * hourMs);
  const presentedMs = arrivedMs + drawBetween(rng, 1, 4) * hourMs;
  const releaseCutOffMs = presentedMs + drawBetween(rng, clock.toRelease[0], clock.toRelease[1]) * hourMs;
  return { declaredAtMs, etaMs, arrivedMs, presentedMs, releaseCutOffMs };
}
