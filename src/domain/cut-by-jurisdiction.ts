/** What of a list another agency of an operation is given, and who carries a control out. */
import type { Regime } from './agency.ts';
import type { Agreement } from './agreement.ts';
import type { Handling } from './handling.ts';
import type { LegalPower, Participation } from './joint-operation.ts';
import type { ListedTarget, TargetControl } from './list-version.ts';
import { maySee } from './may-see.ts';

/** Who is given the list. */
export interface Recipient {
  readonly participation: Pick<Participation, 'agency' | 'offices' | 'countries'>;
  readonly regime: Regime;
}

/** What a cut is made by. */
export interface CutRules {
  /** Regime of the agency whose list it is. */
  readonly ownerRegime: Regime;
  /** What the operation is for. */
  readonly purpose: string;
  readonly agreements: readonly Agreement[];
  /** Handling of a target's consignment now; undefined where it is gone. */
  handlingOf(reference: string): Handling | undefined;
  readonly nowMs: number;
}

/** A target as another agency is given it: without the score, which is its owner's. */
export type GivenTarget = Omit<ListedTarget, 'riskScore'> & { readonly markings: readonly string[] };

/** A cut list. */
export interface CutList {
  readonly targets: readonly GivenTarget[];
  /** Targets outside of the jurisdiction, and those that handling or agreements hold back. */
  readonly outside: number;
  readonly heldBack: number;
}

/** Cuts a list to what a participant may be given: what lies in its jurisdiction, as far as handling and agreements let it go. Goods go only where an agreement gives goods. */
export function cutByJurisdiction(
  targets: readonly ListedTarget[],
  { participation, regime }: Recipient,
  rules: CutRules,
): CutList {
  const given: GivenTarget[] = [];
  let outside = 0;
  let heldBack = 0;
  for (const target of targets) {
    if (!isInJurisdiction(target, participation)) {
      outside++;
      continue;
    }
    const handling = rules.handlingOf(target.reference);
    const sight =
      handling &&
      maySee(
        { agency: participation.agency, regime, role: undefined, purpose: rules.purpose },
        { kind: 'consignments', handling, ownerRegime: rules.ownerRegime },
        rules.agreements,
        rules.nowMs,
      );
    if (sight?.maySee !== true) {
      heldBack++;
      continue;
    }
    const { riskScore: _, goods, hsCodes, ...rest } = target;
    const hasGoods = sight.fields.includes('goods');
    given.push({
      ...rest,
      goods: hasGoods ? goods : undefined,
      hsCodes: hasGoods ? hsCodes : [],
      markings: sight.markings,
    });
  }
  return { targets: given, outside, heldBack };
}

/** Whether a target lies where an agency may act: at one of its offices or for its countries, and everywhere for an agency that names neither. What it is to lead is always its own. */
function isInJurisdiction(target: ListedTarget, { agency, offices, countries }: Recipient['participation']): boolean {
  if (target.leadAgency === agency || (offices.length === 0 && countries.length === 0)) return true;
  return (
    offices.includes(target.office) ||
    (target.destinationCountry !== undefined && countries.includes(target.destinationCountry))
  );
}

const powerFor: { readonly [control in TargetControl]: LegalPower | undefined } = {
  'documentary': undefined,
  'physical': 'open',
  'scan-then-open': 'open',
};

/**
 * Returns the agency that carries a control out: the one that names the office as its own and has the power that the control needs; else the operation's own lead.
 */
export function leadAgencyOf(
  { office, control }: Pick<ListedTarget, 'office' | 'control'>,
  lead: string,
  participants: readonly Participation[],
): string {
  const needed = powerFor[control];
  const local = participants.find(
    ({ state, offices, powers }) =>
      state === 'accepted' && offices.includes(office) && (needed === undefined || powers.includes(needed)),
  );
  return local?.agency ?? lead;
}
