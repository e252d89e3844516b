/** Moving through the queue by keys. */
import type { KeyCommand } from '../../keyboard/key-command.ts';

/** Returns the row that a key moves to, of `count` rows, or undefined where it moves to none. */
export function movement(
  command: KeyCommand,
  activeIndex: number,
  count: number,
): { readonly index: number; readonly isExtending: boolean } | undefined {
  if (count === 0) return undefined;
  if (command.kind === 'edge') return { index: command.to === 'first' ? 0 : count - 1, isExtending: false };
  if (command.kind !== 'move') return undefined;
  const index = Math.max(0, Math.min(count - 1, activeIndex + command.by));
  return { index, isExtending: command.isExtending };
}
