/** Harm that finding a consignment prevents if it infringes. */
import type { Policy } from './policy.ts';
import type { RankingCandidate } from './ranking-candidate.ts';

/** Harm and its parts; harm is their product, without a unit. All parts are at least 1, but for what can be done about it. */
export interface Harm {
  readonly total: number;
  readonly healthAndSafety: number;
  /** Why health and safety count, from the policy; undefined where they do not. */
  readonly why: string | undefined;
  /** HS code of the item that they count for. */
  readonly whyHsCode: string | undefined;
  readonly value: number;
  readonly quantity: number;
  readonly network: number;
  /** In (0, 1]: what customs can do about it by the rights in force and the holder's answers so far. */
  readonly actionability: number;
}

/** Returns the harm of a consignment under a policy; what is not declared adds nothing. */
export function harmOf(
  candidate: Pick<
    RankingCandidate,
    'hsCodes' | 'valueUsd' | 'quantityPieces' | 'right' | 'holderReplyShare' | 'networkSigns'
  >,
  policy: Policy,
): Harm {
  const { healthAndSafety, value, quantity, network } = policy.harm;
  let factor = 1;
  let why: string | undefined;
  let whyHsCode: string | undefined;
  for (const hsCode of candidate.hsCodes) {
    const fitting = healthAndSafety.filter(({ hs }) => hsCode.startsWith(hs));
    const longest = fitting.reduce<(typeof fitting)[number] | undefined>(
      (best, rule) => (best === undefined || rule.hs.length > best.hs.length ? rule : best),
      undefined,
    );
    if (longest !== undefined && longest.factor > factor) {
      factor = longest.factor;
      why = longest.why;
      whyHsCode = hsCode;
    }
  }
  const ofValue = 1 + value.weight * filled(candidate.valueUsd, value.capUsd);
  const ofQuantity = 1 + quantity.weight * filled(candidate.quantityPieces, quantity.capPieces);
  const { networkSigns = 0 } = candidate;
  const ofNetwork = network === undefined ? 1 : 1 + network.weight * Math.min(1, networkSigns / network.fullSigns);
  const actionability = actionabilityOf(candidate, policy.harm.actionability);
  return {
    total: factor * ofValue * ofQuantity * ofNetwork * actionability,
    healthAndSafety: factor,
    why,
    whyHsCode,
    value: ofValue,
    quantity: ofQuantity,
    network: ofNetwork,
    actionability,
  };
}

/** Where no rights are known nothing can be said, and nothing is taken away. */
function actionabilityOf(
  { right, holderReplyShare = 1 }: Pick<RankingCandidate, 'right' | 'holderReplyShare'>,
  weights: Policy['harm']['actionability'],
): number {
  if (weights === undefined || right === undefined) return 1;
  if (right === 'no-right-found') return weights.noRightFound;
  if (right === 'ex-officio-only') return weights.exOfficioOnly;
  return weights.silentHolder + (1 - weights.silentHolder) * holderReplyShare;
}

/** Place of an amount between nothing (0) and the cap (1) on a logarithmic scale. */
function filled(amount: number | undefined, cap: number): number {
  return amount === undefined ? 0 : Math.min(1, Math.log1p(Math.max(0, amount)) / Math.log1p(cap));
}
