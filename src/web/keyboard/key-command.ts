/** What a key means. */

/** Places that `g` and a letter lead to. */
export type Place = 'queue' | 'search' | 'look-outs' | 'holds';

/** What a person can ask for by a key. */
export type KeyCommand =
  | { readonly kind: 'move'; readonly by: number; readonly isExtending: boolean }
  | { readonly kind: 'edge'; readonly to: 'first' | 'last' }
  | { readonly kind: 'decide'; readonly digit: number }
  | { readonly kind: 'go'; readonly to: Place }
  | {
      readonly kind:
        | 'open'
        | 'select'
        | 'claim-next'
        | 'release'
        | 'suppress'
        | 'note'
        | 'search'
        | 'help'
        | 'back'
        | 'undo'
        | 'pause';
    };

/** What is known of a key press, as of a `KeyboardEvent`. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What a key depends on beside itself. */
export interface KeyContext {
  /** Whether a text is being typed, or a control has the focus that takes keys itself. */
  readonly isTyping: boolean;
  /** Whether single characters are switched on (WCAG 2.1.4). */
  readonly hasSingleKeys: boolean;
  /** Whether `g` was pressed right before. */
  readonly isAfterG: boolean;
}

/** Rows that a page key moves by. */
const pageRows = 10;

const placeKeys: Readonly<Record<string, Place>> = { q: 'queue', s: 'search', l: 'look-outs', h: 'holds' };

const singleKeys: Readonly<Record<string, KeyCommand>> = {
  'j': { kind: 'move', by: 1, isExtending: false },
  'k': { kind: 'move', by: -1, isExtending: false },
  'J': { kind: 'move', by: 1, isExtending: true },
  'K': { kind: 'move', by: -1, isExtending: true },
  'x': { kind: 'select' },
  'c': { kind: 'claim-next' },
  'u': { kind: 'release' },
  's': { kind: 'suppress' },
  'n': { kind: 'note' },
  'z': { kind: 'undo' },
  'p': { kind: 'pause' },
  '/': { kind: 'search' },
  '?': { kind: 'help' },
};

function namedKey({ key, shiftKey }: KeyPress): KeyCommand | undefined {
  switch (key) {
    case 'ArrowDown':
      return { kind: 'move', by: 1, isExtending: shiftKey };
    case 'ArrowUp':
      return { kind: 'move', by: -1, isExtending: shiftKey };
    case 'PageDown':
      return { kind: 'move', by: pageRows, isExtending: shiftKey };
    case 'PageUp':
      return { kind: 'move', by: -pageRows, isExtending: shiftKey };
    case 'Home':
      return { kind: 'edge', to: 'first' };
    case 'End':
      return { kind: 'edge', to: 'last' };
    case 'Enter':
      return { kind: 'open' };
    case ' ':
      return { kind: 'select' };
    default:
      return undefined;
  }
}

/** Returns what a key press asks for, or undefined where it is none of ours: with Ctrl, Alt or Meta, while typing (but for Escape), or switched off. */
export function keyCommand(press: KeyPress, { isTyping, hasSingleKeys, isAfterG }: KeyContext): KeyCommand | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (press.key === 'Escape') return { kind: 'back' };
  if (isTyping) return undefined;
  const named = namedKey(press);
  if (named !== undefined || !hasSingleKeys) return named;
  if (isAfterG) return Object.hasOwn(placeKeys, press.key) ? { kind: 'go', to: placeKeys[press.key]! } : undefined;
  if (/^[1-9]$/.test(press.key)) return { kind: 'decide', digit: Number(press.key) };
  return Object.hasOwn(singleKeys, press.key) ? singleKeys[press.key] : undefined;
}
