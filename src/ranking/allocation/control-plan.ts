/** Ways to control an examination unit, with what they cost and find. */

/** Kinds of control that officers' minutes are counted for. */
export const controlKinds = ['documentary', 'scan', 'physical'] as const;
/** A kind of {@link controlKinds}. */
export type ControlKind = (typeof controlKinds)[number];

/** What a target is sent to: a look at its papers, an opening, or a scan and an opening if the scan alarms. */
export const controls = ['documentary', 'physical', 'scan-then-open'] as const;
/** A control of {@link controls}. */
export type Control = (typeof controls)[number];

/** Minutes and yields of controls in one channel. */
export interface ControlTerms {
  /** `finds`: share of infringing goods that a look at the papers reveals. */
  readonly documentary: { readonly minutes: number; readonly finds: number };
  /** `alarms`: chance of an alarm at infringing goods; `falseAlarms`: at others. */
  readonly scan: { readonly minutes: number; readonly alarms: number; readonly falseAlarms: number };
  /** One opening and its first target; each further target in the same unit adds less. */
  readonly physical: { readonly minutes: number; readonly minutesPerFurtherTarget: number; readonly finds: number };
}

/** What one control of a unit needs and finds. */
export interface ControlPlan {
  readonly control: Control;
  /** Targets that it serves: the first so many of the unit, by expected harm. */
  readonly targets: number;
  /** Minutes by kind; those of an opening after a scan are expected ones. */
  readonly minutes: { readonly [kind in ControlKind]: number };
  /** Share of infringing goods that it finds. */
  readonly finds: number;
}

/** No opening serves more targets than this: officers lose count, and problems grow. */
const mostTargets = 12;

/**
 * Returns the controls of a unit, each for every number of targets that it may serve.
 *
 * After a scan the unit is opened if the scan alarms: at infringing goods with the chance `alarms`, by itself with `falseAlarms`. So an opening is expected with the chance 1 − (1 − f) × Π(1 − a × pᵢ), over the
 * probabilities pᵢ of all targets in the unit, and finds what physical examination finds of what the scan alarms at. That another target's alarm may open the unit too is not counted.
 *
 * @param probabilities of the unit's targets, in the order in which they are served.
 */
export function controlPlans(probabilities: readonly number[], terms: ControlTerms): ControlPlan[] {
  const { documentary, scan, physical } = terms;
  let silent = 1 - scan.falseAlarms;
  for (const probability of probabilities) silent *= 1 - scan.alarms * probability;
  const plans: ControlPlan[] = [];
  for (let targets = 1; targets <= Math.min(probabilities.length, mostTargets); targets++) {
    const opening = physical.minutes + (targets - 1) * physical.minutesPerFurtherTarget;
    plans.push(
      {
        control: 'documentary',
        targets,
        minutes: { documentary: targets * documentary.minutes, scan: 0, physical: 0 },
        finds: documentary.finds,
      },
      { control: 'physical', targets, minutes: { documentary: 0, scan: 0, physical: opening }, finds: physical.finds },
      {
        control: 'scan-then-open',
        targets,
        minutes: { documentary: 0, scan: scan.minutes, physical: (1 - silent) * opening },
        finds: scan.alarms * physical.finds,
      },
    );
  }
  return plans;
}
