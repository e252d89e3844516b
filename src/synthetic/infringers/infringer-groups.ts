/** All groups of infringers at work. */
import type { Rng } from '../../util/rng.ts';
import { drawAround, drawChance } from '../draws/distributions.ts';
import { createWeightedChoice, type WeightedChoice } from '../draws/weighted-choice.ts';
import type { WorldParameters } from '../world-parameters.ts';
import { campaignPlan } from './campaign-plan.ts';
import {
  createInfringerGroup,
  followCourse,
  type GroupPlan,
  type GroupSurroundings,
  type InfringerGroup,
  reactToLoss,
  retireFront,
} from './infringer-group.ts';
import { campaignGroupNumber } from './planted-campaign.ts';

/** The groups at one moment of the world. */
export interface InfringerGroups {
  /** Draws the group that sends the next order; undefined in a world without groups. */
  drawGroup(rng: Rng): InfringerGroup | undefined;
  /** The planted campaign's group, while the campaign lasts. */
  readonly campaign: InfringerGroup | undefined;
  /** A group learns of a loss; one that has gone meanwhile does not. */
  tellOfLoss(groupNumber: number, frontNumber: number, rng: Rng): void;
  /** A day begins, counted from the world's first. */
  passTo(day: number): void;
  /** A week passes: some groups end, as many begin; a few fronts are retired. */
  passWeek(rng: Rng): void;
}

/** Activity of a probing group by where it stands, relative to an ordinary one. */
const courseActivity = { probe: 0.6, push: 2, rest: 0.1 } as const;

/** Returns the groups of a world on its first day. */
export function createInfringerGroups(
  world: WorldParameters,
  surroundings: GroupSurroundings,
  rng: Rng,
): InfringerGroups {
  const { habits, population } = surroundings;
  const { campaign } = world;
  let last = 0;
  let today = 0;
  const found = (draws: Rng, plan: GroupPlan = {}): InfringerGroup => {
    last += 1;
    return createInfringerGroup(last, surroundings, draws, plan);
  };
  // The first groups are spread over agencies and channels as evenly as they can be, so that worlds of few groups are alike.
  const groups = Array.from({ length: world.groups }, (_, index) => {
    const quantile = (index + rng.next()) / world.groups;
    return found(rng, { segment: surroundings.drawSegment({ ...rng, next: () => quantile }) });
  });
  const planted =
    campaign === undefined
      ? undefined
      : createInfringerGroup(
          campaignGroupNumber,
          surroundings,
          rng.fork('campaign'),
          campaignPlan(
            campaign,
            world.agencies.map((agency) => agency.name),
          ),
        );
  const activityOf = (group: InfringerGroup): number =>
    group.activity * (habits.isProbing ? courseActivity[group.course] : 1);
  const weigh = (): WeightedChoice<InfringerGroup> | undefined =>
    groups.length === 0 ? undefined : createWeightedChoice(groups.map((group) => [group, activityOf(group)]));
  let choose = weigh();
  const isOn = (): boolean =>
    campaign !== undefined && today >= campaign.fromDay && today < campaign.fromDay + campaign.days;
  return {
    drawGroup: (draws) => choose?.(draws),
    get campaign() {
      return isOn() ? planted : undefined;
    },
    tellOfLoss(groupNumber, frontNumber, draws) {
      const group = groupNumber === campaignGroupNumber ? planted : groups.find((one) => one.number === groupNumber);
      if (group !== undefined) reactToLoss(group, frontNumber, surroundings, draws);
    },
    passTo(day) {
      today = day;
    },
    passWeek(draws) {
      const ending = groups.length * Math.min(1, world.weeklyGroupTurnover + population.market.weeklyEntry);
      for (let left = drawAround(draws, ending); left > 0; left--) groups[draws.nextInt(groups.length)] = found(draws);
      for (const group of groups) {
        if (drawChance(draws, habits.retiredWeekly)) retireFront(group, surroundings, draws);
        if (habits.isProbing) followCourse(group, surroundings, draws);
      }
      choose = weigh();
    },
  };
}
