/** All groups of infringers at work. */
import type { Rng } from '../../util/rng.ts';
import { drawAround } from '../draws/distributions.ts';
import { createWeightedChoice, type WeightedChoice } from '../draws/weighted-choice.ts';
import type { WorldParameters } from '../world-parameters.ts';
import {
  createInfringerGroup,
  type GroupSurroundings,
  type InfringerGroup,
  reactToLoss,
  retireFront,
} from './infringer-group.ts';

/** The groups at one moment of the world. */
export interface InfringerGroups {
  /** Draws the group that sends the next consignment; undefined in a world without groups. */
  drawGroup(rng: Rng): InfringerGroup | undefined;
  /** A group learns of a loss; one that has gone meanwhile does not. */
  tellOfLoss(groupNumber: number, frontNumber: number, rng: Rng): void;
  /** A week passes: some groups end, as many begin; a few fronts are retired. */
  passWeek(rng: Rng): void;
}

/** Returns the groups of a world on its first day. */
export function createInfringerGroups(
  world: WorldParameters,
  surroundings: GroupSurroundings,
  rng: Rng,
): InfringerGroups {
  let last = 0;
  const found = (draws: Rng): InfringerGroup => {
    last += 1;
    return createInfringerGroup(last, surroundings, draws);
  };
  const groups = Array.from({ length: world.groups }, () => found(rng));
  let choose: WeightedChoice<InfringerGroup> | undefined = weigh(groups);
  return {
    drawGroup: (draws) => choose?.(draws),
    tellOfLoss(groupNumber, frontNumber, draws) {
      const group = groups.find((one) => one.number === groupNumber);
      if (group !== undefined) reactToLoss(group, frontNumber, surroundings, draws);
    },
    passWeek(draws) {
      for (let ending = drawAround(draws, groups.length * world.weeklyGroupTurnover); ending > 0; ending--) {
        groups[draws.nextInt(groups.length)] = found(draws);
      }
      for (const group of groups) if (draws.next() < 0.04) retireFront(group, surroundings, draws);
      choose = weigh(groups);
    },
  };
}

function weigh(groups: readonly InfringerGroup[]): WeightedChoice<InfringerGroup> | undefined {
  return groups.length === 0 ? undefined : createWeightedChoice(groups.map((group) => [group, group.activity]));
}
