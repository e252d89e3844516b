/** Draws the next order of a day: whose it is, its consignments' references and times. */
import { hourMs } from '../../domain/moment.ts';
import type { Rng } from '../../util/rng.ts';
import { drawBetween, drawChance } from '../draws/distributions.ts';
import type { InfringerGroups } from '../infringers/infringer-groups.ts';
import type { SimulatedConsignment } from '../simulated-fact.ts';
import type { TradeSegment } from '../traders/trade-segment.ts';
import type { ConsignmentPlan } from './consignment-plan.ts';
import { consignmentReferences, drawContainers } from './consignment-references.ts';
import { type OrderSurroundings, planGroupsOrder, planPersonsOrder, planTradersOrder } from './plan-order.ts';

/** The world around one order. */
export interface WorldNow extends OrderSurroundings {
  readonly groups: InfringerGroups;
  readonly drawSegment: (rng: Rng) => TradeSegment;
  readonly oneOffShare: number;
  /** Share of orders of a planted campaign while it lasts. */
  readonly campaignShare: number;
}

/** When an order is placed. */
export interface OrderDay {
  readonly startMs: number;
  /** How much more infringers send than on an ordinary day. */
  readonly infringers: number;
}

/** Returns the consignments of the next order, the first with this number; all are declared within the same hour. */
export function drawOrder(firstNumber: number, day: OrderDay, now: WorldNow, rng: Rng): SimulatedConsignment[] {
  const plans = drawPlans(day, now, rng);
  const times = drawTimes(day.startMs, plans[0]!, rng);
  return plans.map(({ agencyIndex, ...plan }, index) => {
    const agency = now.agencies[agencyIndex]!;
    return {
      number: firstNumber + index,
      agency: agency.name,
      ...plan,
      ...times,
      references: consignmentReferences(firstNumber + index, plan, agency.numbersEveryDeclaration),
      containers: drawContainers(plan, rng),
    };
  });
}

function drawPlans(day: OrderDay, now: WorldNow, rng: Rng): ConsignmentPlan[] {
  const { campaign } = now.groups;
  if (campaign !== undefined && drawChance(rng, now.campaignShare)) return planGroupsOrder(campaign, now, rng);
  const isGroups = drawChance(rng, now.habits.share * now.riskScale * day.infringers);
  const group = isGroups ? now.groups.drawGroup(rng) : undefined;
  if (group !== undefined) return planGroupsOrder(group, now, rng);
  const segment = now.drawSegment(rng);
  const isOneOff = segment.channel !== 'cargo' && drawChance(rng, now.oneOffShare);
  const trader = isOneOff ? undefined : now.population.drawTrader(segment, rng);
  return trader === undefined ? planPersonsOrder(segment, now, rng) : planTradersOrder(trader, now, rng);
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
