/** Keys of a page. */
import { useEffect, useRef } from 'react';
import { usePreference } from '../shell/preferences.ts';
import { type KeyCommand, keyCommand } from './key-command.ts';

/** How long a `g` waits for what follows it. */
const chordMs = 1200;

function isTypingIn(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('dialog') !== null) return true;
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Whether Enter and Space belong to what has the focus. */
function isOperated(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, summary, input') !== null;
}

/** Calls back for every command that a key gives on this page; `handle` says whether it took it. While a dialog is open nothing is called. */
export function useKeyCommands(handle: (command: KeyCommand) => boolean): void {
  const [singleKeys] = usePreference('singleKeys');
  const latest = useRef(handle);
  latest.current = handle;
  useEffect(() => {
    let lastGMs = Number.NEGATIVE_INFINITY;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]') !== null) return;
      const isTyping = isTypingIn(event.target);
      const isAfterG = event.timeStamp - lastGMs < chordMs;
      lastGMs =
        event.key === 'g' && !isTyping && !event.ctrlKey && !event.metaKey ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if ((event.key === 'Enter' || event.key === ' ') && isOperated(event.target)) return;
      const command = keyCommand(event, { isTyping, isAfterG, hasSingleKeys: singleKeys === 'on' });
      if (command !== undefined && latest.current(command)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [singleKeys]);
}
