/** When the data ahead of a consignment reaches the agency. */
import { hourMs } from '../../domain/moment.ts';
import type { Rng } from '../../util/rng.ts';
import { drawBetween, drawChance } from '../draws/distributions.ts';
import type { ManifestFact, SimulatedConsignment } from '../simulated-fact.ts';

/** Share of consignments with a manifest record, and hours from it to the declaration. Postal pre-advice is required by law and often missing ([S38][S39]); shares are our own. */
const habits = {
  post: { share: 0.55, lead: [8, 46], stage: 'pre-loading' },
  express: { share: 0.85, lead: [2, 10], stage: 'pre-arrival' },
  cargo: { share: 0.7, lead: [6, 46], stage: 'pre-loading' },
} as const;

/** Returns the manifest of a consignment, or undefined where none was sent; `scale` multiplies the shares. It is known no earlier than the world begins. */
export function drawManifest(
  consignment: SimulatedConsignment,
  { scale, startMs }: { readonly scale: number; readonly startMs: number },
  rng: Rng,
): ManifestFact | undefined {
  const habit = habits[consignment.channel as keyof typeof habits];
  if (!drawChance(rng, habit.share * scale)) return undefined;
  const knownAtMs = Math.max(
    startMs,
    consignment.declaredAtMs - drawBetween(rng, habit.lead[0], habit.lead[1]) * hourMs,
  );
  // By road and rail the data comes when the goods are on their way.
  const stage = consignment.mode === '2' || consignment.mode === '3' ? 'pre-arrival' : habit.stage;
  return { kind: 'manifest', knownAtMs, consignment, stage };
}
