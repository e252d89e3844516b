/** Harm expected of a consignment if it infringes. */
import type { Policy } from './policy.ts';
import type { RankingCandidate } from './ranking-candidate.ts';

/** Harm and its parts; harm is their product, without a unit, at least 1. */
export interface Harm {
  readonly total: number;
  readonly healthAndSafety: number;
  /** Why health and safety count, from the policy; undefined where they do not. */
  readonly why: string | undefined;
  /** HS code of the item that they count for. */
  readonly whyHsCode: string | undefined;
  readonly value: number;
  readonly quantity: number;
}

/** Returns the harm of a consignment under a policy; what is not declared adds nothing. */
export function harmOf(
  candidate: Pick<RankingCandidate, 'hsCodes' | 'valueUsd' | 'quantityPieces'>,
  policy: Policy,
): Harm {
  const { healthAndSafety, value, quantity } = policy.harm;
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
  return {
    total: factor * ofValue * ofQuantity,
    healthAndSafety: factor,
    why,
    whyHsCode,
    value: ofValue,
    quantity: ofQuantity,
  };
}

/** Place of an amount between nothing (0) and the cap (1) on a logarithmic scale. */
function filled(amount: number | undefined, cap: number): number {
  return amount === undefined ? 0 : Math.min(1, Math.log1p(Math.max(0, amount)) / Math.log1p(cap));
}
