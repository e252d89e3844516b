/** Ranking policies: what counts as harm, what is left to chance, and which lane follows from which probability. */
import { parse } from 'yaml';
import { z } from 'zod';
import { channels } from '../domain/consignment.ts';
import { AppError } from '../errors.ts';

const share = z.number().min(0).max(1);

const policySchema = z.strictObject({
  name: z.string().min(1),
  version: z.int().min(1),
  effectiveFrom: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  description: z.string(),
  orderBy: z.enum(['expected-harm', 'margin']),
  randomShare: share,
  randomShareByChannel: z.partialRecord(z.enum(channels), share),
  /** Who allowed a random share of 0, why and when. */
  auditedOverride: z.strictObject({ by: z.string().min(1), reason: z.string().min(1), on: z.string() }).optional(),
  harm: z.strictObject({
    healthAndSafety: z.array(
      z.strictObject({ hs: z.string().regex(/^\d{2,6}$/), factor: z.number().min(1).max(10), why: z.string() }),
    ),
    /** `basis` says what the value is: the one that was declared, which counterfeiters choose. */
    value: z.strictObject({
      weight: z.number().min(0),
      capUsd: z.number().gt(0),
      basis: z.literal('declared').optional(),
    }),
    quantity: z.strictObject({ weight: z.number().min(0), capPieces: z.number().gt(0) }),
    /** Signs of an organised network: harm grows up to 1 + weight, which so many signs reach. */
    network: z.strictObject({ weight: z.number().min(0), fullSigns: z.int().min(1) }).optional(),
    /** What is left of the harm that a find prevents where customs can do less about it; `silentHolder` where the right holder never answers. */
    actionability: z
      .strictObject({ exOfficioOnly: share.gt(0), noRightFound: share.gt(0), silentHolder: share.gt(0) })
      .optional(),
  }),
  lanes: z.strictObject({
    yellowFrom: share,
    blueFrom: share,
    /** Share of consignments that goes to a lane even if fewer reach its threshold; red follows from capacity, and green is what is left. */
    expectedRates: z.strictObject({ yellow: share, blue: share }),
  }),
});

/** A validated policy. */
export type Policy = z.infer<typeof policySchema>;

/**
 * Returns the policy in a YAML text.
 * @throws `settings-invalid` with every problem; `refused` for a random share of 0 without an audited override.
 */
export function parsePolicy(file: string, text: string): Policy {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    throw new AppError('settings-invalid', { file, problems: `  ${(error as Error).message}` }, error);
  }
  const parsed = policySchema.safeParse(raw);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`);
    throw new AppError('settings-invalid', { file, problems: problems.join('\n') });
  }
  const policy = parsed.data;
  if (policy.lanes.blueFrom > policy.lanes.yellowFrom) {
    throw new AppError('settings-invalid', { file, problems: '  lanes: blueFrom is above yellowFrom' });
  }
  const { yellow, blue } = policy.lanes.expectedRates;
  if (yellow + blue > 1) {
    throw new AppError('settings-invalid', { file, problems: '  lanes.expectedRates: they add up to more than 1' });
  }
  const shares = [policy.randomShare, ...Object.values(policy.randomShareByChannel)];
  if (shares.some((value) => value === 0) && policy.auditedOverride === undefined) {
    throw new AppError('refused', {
      reason: `${file}: a random share of 0 leaves nothing to learn the true rate from; it needs an auditedOverride with by, reason and on`,
    });
  }
  return policy;
}

/** Returns the random share of a channel. */
export function randomShareOf(policy: Policy, channel: string | undefined): number {
  return policy.randomShareByChannel[channel as keyof Policy['randomShareByChannel']] ?? policy.randomShare;
}
