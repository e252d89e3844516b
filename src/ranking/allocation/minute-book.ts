/** What officers' minutes are left for, while controls are placed. */
import { type ControlKind, controlKinds } from './control-plan.ts';
import type { OfficeShift } from './operation.ts';
import { minutesOfOption, type UnitOption } from './unit-options.ts';

/** Minutes by office-shift and kind. */
export class MinuteBook {
  readonly offered: Float64Array;
  readonly used: Float64Array;

  constructor(shifts: readonly OfficeShift[]) {
    this.offered = Float64Array.from(shifts.flatMap(({ minutes }) => controlKinds.map((kind) => minutes[kind] ?? 0)));
    this.used = new Float64Array(this.offered.length);
  }

  /** Index of an office-shift and kind. */
  static rowOf(shift: number, kind: ControlKind): number {
    return shift * controlKinds.length + controlKinds.indexOf(kind);
  }

  /** Whether an option fits into what is left. */
  fits(option: UnitOption): boolean {
    return minutesOfOption(option).every(([shift, kind, minutes]) => {
      const row = MinuteBook.rowOf(shift, kind);
      return this.used[row]! + minutes <= this.offered[row]! + 1e-9;
    });
  }

  /** Books an option. */
  take(option: UnitOption): void {
    for (const [shift, kind, minutes] of minutesOfOption(option)) {
      const row = MinuteBook.rowOf(shift, kind);
      this.used[row] = this.used[row]! + minutes;
    }
  }

  /** Share of an office-shift's minutes of a kind that is used; 1 where it has none. */
  filled(shift: number, kind: ControlKind): number {
    const row = MinuteBook.rowOf(shift, kind);
    return this.offered[row] === 0 ? 1 : this.used[row]! / this.offered[row]!;
  }
}
