/** The limits of an operation as rows of an allocation problem. */
import type { ExaminationUnit } from './allocation-candidate.ts';
import { type ControlKind, controlKinds } from './control-plan.ts';
import type { OptionedUnit } from './draw-quota.ts';
import { MinuteBook } from './minute-book.ts';
import type { OfficeShift, Operation } from './operation.ts';
import { minutesOfOption, type UnitOption } from './unit-options.ts';

/** How a limit stands. */
export interface LimitState {
  readonly name: string;
  readonly used: number;
  readonly limit: number;
  /** Expected harm that one more unit of the limit would bring; for a minimum share, what one unit of it costs. */
  readonly price: number;
}

/** How the minutes of an office, a shift and a kind stand. */
export interface MinutesState extends LimitState {
  readonly office: string;
  readonly shift: string;
  readonly kind: ControlKind;
}

/** A limit that is spent keeps a row, which nothing fits into. */
const nothing = 1e-6;

interface Row {
  readonly name: string;
  /** What the random quota has taken of it. */
  readonly spent: number;
  readonly limit: number;
}

/** Rows of an operation, after the random quota has taken its part. */
export class LimitRows {
  private readonly book: MinuteBook;
  private readonly minutes: (Row & Pick<MinutesState, 'office' | 'shift' | 'kind'>)[];
  private readonly caps: (Row & { readonly by: Operation['caps'][number]['by']; readonly value: string })[] = [];
  private readonly shares: (Row & { readonly partner: string })[] = [];

  constructor(input: {
    readonly operation: Operation;
    readonly shifts: readonly OfficeShift[];
    readonly book: MinuteBook;
    readonly fit: readonly OptionedUnit[];
    readonly placed: ReadonlyMap<string, UnitOption>;
  }) {
    const { operation, shifts, book, fit, placed } = input;
    this.book = book;
    this.minutes = shifts.flatMap(({ office, shift }, index) =>
      controlKinds.map((kind) => {
        const row = MinuteBook.rowOf(index, kind);
        return {
          name: `${office} ${shift} ${kind}`,
          office,
          shift,
          kind,
          spent: book.used[row]!,
          limit: book.offered[row]!,
        };
      }),
    );
    for (const { by, value, most } of operation.caps) {
      const counts = new Map<string, { all: number; spent: number }>();
      for (const { unit } of fit) {
        for (const [index, { candidate }] of unit.targets.entries()) {
          const own = candidate.groups[by];
          if (own === undefined || (value !== undefined && own !== value)) continue;
          const count = counts.get(own) ?? { all: 0, spent: 0 };
          count.all++;
          if (index < (placed.get(unit.name)?.plan.targets ?? 0)) count.spent++;
          counts.set(own, count);
        }
      }
      for (const [own, { all, spent }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
        if (all > most) this.caps.push({ name: `${by} ${own}`, by, value: own, spent, limit: most });
    }
    const offered = book.offered.reduce((sum, amount) => sum + amount, 0);
    for (const { partner, share } of operation.minimumShares) {
      let spent = 0;
      let attainable = 0;
      for (const { unit, options } of fit) {
        const option = placed.get(unit.name);
        if (option !== undefined) spent += partnerMinutes(unit, option, partner);
        else attainable += options.reduce((most, each) => Math.max(most, partnerMinutes(unit, each, partner)), 0);
      }
      this.shares.push({ name: partner, partner, spent, limit: Math.min(share * offered, spent + attainable) });
    }
  }

  /** Upper limits that are left, in the order of rows. */
  limits(): number[] {
    return [...this.minutes, ...this.caps].map(({ spent, limit }) => Math.max(nothing, limit - spent));
  }

  /** Minimum shares that are left. */
  floors(): number[] {
    return this.shares.map(({ spent, limit }) => Math.max(nothing, limit - spent));
  }

  /** What an option uses, as rows and amounts. */
  usesOf(unit: ExaminationUnit, option: UnitOption): (readonly [number, number])[] {
    const uses: (readonly [number, number])[] = minutesOfOption(option).map(([shift, kind, amount]) => [
      MinuteBook.rowOf(shift, kind),
      amount,
    ]);
    this.caps.forEach(({ by, value }, index) => {
      let count = 0;
      for (let target = 0; target < option.plan.targets; target++)
        if (unit.targets[target]!.candidate.groups[by] === value) count++;
      if (count > 0) uses.push([this.minutes.length + index, count]);
    });
    this.shares.forEach(({ partner }, index) => {
      const amount = partnerMinutes(unit, option, partner);
      if (amount > 0) uses.push([this.minutes.length + this.caps.length + index, amount]);
    });
    return uses;
  }

  /** How every limit stands once the rows are used. */
  states(
    used: Float64Array,
    prices: Float64Array,
  ): {
    readonly minutes: readonly MinutesState[];
    readonly caps: readonly LimitState[];
    readonly minimumShares: readonly LimitState[];
  } {
    let row = 0;
    const stateOf = ({ name, spent, limit }: Row): LimitState => {
      const state = { name, used: spent + used[row]!, limit, price: Math.abs(prices[row]!) };
      row++;
      return state;
    };
    const minutes = this.minutes
      .map((row) => ({ ...stateOf(row), office: row.office, shift: row.shift, kind: row.kind }))
      .filter((_, index) => this.book.offered[index]! > 0);
    const caps = this.caps.map(stateOf);
    return { minutes, caps, minimumShares: this.shares.map(stateOf) };
  }
}

/** Minutes that an option gives to a partner; those of a shared opening count by targets. */
function partnerMinutes(unit: ExaminationUnit, { plan }: UnitOption, partner: string): number {
  let own = 0;
  for (let target = 0; target < plan.targets; target++)
    if (unit.targets[target]!.candidate.groups.partner === partner) own++;
  const { documentary, scan, physical } = plan.minutes;
  return own === 0 ? 0 : ((documentary + scan + physical) * own) / plan.targets;
}
