/** Takes out of a pack what its handling does not let leave for an audience, and shows the audience what it may see of the rest. */
import { audienceNames } from '../../domain/audience.ts';
import { type AudienceChoice, forAudience } from '../../domain/for-audience.ts';
import { combineHandling, type Handling } from '../../domain/handling.ts';
import { needsGateway, type ReleaseRefusal, releaseRefusal } from '../../domain/may-release.ts';
import { maySee, type Reader } from '../../domain/may-see.ts';
import type { PackTarget, TargetPack } from '../../domain/target-pack.ts';
import { AppError } from '../../errors.ts';

/** For whom, by whom and what for. */
export interface ReleaseInput extends AudienceChoice {
  readonly purpose: string;
  /** Law or arrangement by which data cross from one legal regime to another. */
  readonly gateway?: string | undefined;
  /** Whether whoever exports may let a target leave the installation; undefined is the owner of each target, as in files of one's own. */
  readonly mayExport?: ((target: PackTarget) => boolean) | undefined;
  readonly nowMs: number;
}

/** What may leave. */
export interface ReleasedTargets {
  readonly pack: TargetPack;
  /** Targets in the pack. */
  readonly count: number;
  /** Targets that are held back, by reason; what does not concern a right holder is counted nowhere. */
  readonly withheld: { readonly [reason in ReleaseRefusal]?: number };
}

/**
 * Returns the pack for the audience.
 * @throws `usage` for a right holder without a name and for an audience of another legal regime without a gateway, `refused` where no target may leave.
 */
export async function releaseTargets(pack: TargetPack, input: ReleaseInput): Promise<ReleasedTargets> {
  const { audience, rightHolder, gateway, purpose, nowMs } = input;
  const mayExport = input.mayExport ?? ((target: PackTarget) => mayOwnerExport(target, nowMs));
  if ((audience === 'right-holder') !== (rightHolder !== undefined))
    throw new AppError('usage', { reason: 'a right holder is named for the audience right-holder, and there alone' });
  if (needsGateway(audience) && gateway === undefined)
    throw new AppError('usage', {
      reason: `what goes to ${audienceNames[audience]} crosses from one legal regime to another: name the gateway, such as the law that allows it`,
    });
  const withheld: { [reason in ReleaseRefusal]?: number } = {};
  let handling: Handling | undefined;
  let count = 0;
  const free: PackTarget[] = [];
  for await (const target of pack.targets) {
    const refusal = releaseRefusal(target.handling, { mayExport: mayExport(target) }, audience, purpose);
    if (refusal === undefined) free.push(target);
    else withheld[refusal] = (withheld[refusal] ?? 0) + 1;
  }
  const shown = forAudience({ ...pack, targets: free }, { audience, rightHolder });
  for await (const target of shown.targets) {
    count++;
    handling = handling === undefined ? target.handling : combineHandling(handling, target.handling);
  }
  if (handling === undefined) throw new AppError('refused', { reason: nothingLeft(audience, withheld) });
  return { pack: { ...shown, handling }, count, withheld };
}

function mayOwnerExport({ handling }: PackTarget, nowMs: number): boolean {
  const reader: Reader = { agency: handling.ownerAgency, regime: 'customs', role: undefined, purpose: undefined };
  return maySee(reader, { kind: 'consignments', handling, ownerRegime: reader.regime }, [], nowMs).mayExport;
}

const refusalWords: { readonly [reason in ReleaseRefusal]: string } = {
  export: 'by their label, codes or expiry leave in no file',
  label: "by their label stay in their owner's organisation",
  purpose: 'may not be used for that purpose',
};

/** Returns in words why targets are held back. */
export function withheldText(withheld: ReleasedTargets['withheld']): string {
  return (Object.keys(withheld) as ReleaseRefusal[])
    .map((reason) => `${withheld[reason]} ${refusalWords[reason]}`)
    .join(', ');
}

function nothingLeft(audience: ReleaseInput['audience'], withheld: ReleasedTargets['withheld']): string {
  const why = withheldText(withheld);
  return `no target may leave for ${audienceNames[audience]}${why === '' ? '' : `: ${why}`}`;
}
