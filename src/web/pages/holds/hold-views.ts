/** Views of holds, and their order. */
import { type HoldState, holdStates, isEnded } from '../../../domain/hold.ts';
import type { Hold } from '../../api/contract.ts';

/** Views with their words. */
export const holdViews = [
  ['open', 'Open'],
  ['held', 'Held'],
  ['gone', 'Gone'],
  ['all', 'All'],
] as const;
/** A view of {@link holdViews}. */
export type HoldView = (typeof holdViews)[number][0];

const states: Readonly<Record<HoldView, readonly HoldState[]>> = {
  open: ['requested', 'acknowledged'],
  held: ['held'],
  gone: ['released-before-hold', 'not-located'],
  all: holdStates,
};

/** Returns the states that a view shows. */
export function statesOf(view: HoldView): readonly HoldState[] {
  return states[view];
}

/** Orders holds: those that can still be reached before the others, the nearest cut-off first, then the youngest. */
export function byUrgency(nowMs: number): (a: Hold, b: Hold) => number {
  const place = ({ state, goods: { releaseCutOffMs: atMs } }: Hold): number => {
    if (isEnded(state)) return 3;
    return atMs === undefined ? 1 : atMs > nowMs ? 0 : 2;
  };
  return (a, b) =>
    place(a) - place(b) || (place(a) === 0 ? a.goods.releaseCutOffMs! - b.goods.releaseCutOffMs! : 0) || b.id - a.id;
}

/** Returns what names goods for whoever has to find them. */
export function goodsNames(goods: Hold['goods']): readonly (readonly [name: string, value: string])[] {
  const names: readonly (readonly [string, string | undefined])[] = [
    ['Declaration', goods.declaration],
    ['House bill', goods.houseBill],
    ['Air waybill', goods.airWaybill],
    ['Master bill', goods.masterBill],
    ['S10', goods.s10],
    ['Container', goods.containers.join(', ') || undefined],
  ];
  return names.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
