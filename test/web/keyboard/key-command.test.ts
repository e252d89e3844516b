import { describe, expect, it } from 'vitest';
import { type KeyContext, keyCommand } from '../../../src/web/keyboard/key-command.ts';
import { keyList } from '../../../src/web/keyboard/key-list.ts';

const usual: KeyContext = { isTyping: false, hasSingleKeys: true, isAfterG: false };
const press = (
  key: string,
  changes: { ctrlKey?: boolean; altKey?: boolean; metaKey?: boolean; shiftKey?: boolean } = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...changes,
});
const singles = ['j', 'k', 'x', 'c', 'u', 's', 'n', 'z', 'p', '/', '?', '1', '9'];

describe('keyCommand', () => {
  it('moves by j, k and arrows, and extends with Shift', () => {
    expect(keyCommand(press('j'), usual)).toEqual({ kind: 'move', by: 1, isExtending: false });
    expect(keyCommand(press('k'), usual)).toEqual({ kind: 'move', by: -1, isExtending: false });
    expect(keyCommand(press('ArrowUp', { shiftKey: true }), usual)).toEqual({
      kind: 'move',
      by: -1,
      isExtending: true,
    });
  });

  it('decides by digits but not by 0', () => {
    expect(keyCommand(press('4'), usual)).toEqual({ kind: 'decide', digit: 4 });
    expect(keyCommand(press('0'), usual)).toBeUndefined();
  });

  it('goes to the queue by g and then q, and by q alone nowhere', () => {
    for (const [key, to] of Object.entries({ q: 'queue', s: 'search', l: 'look-outs', h: 'holds' })) {
      expect(keyCommand(press(key), { ...usual, isAfterG: true })).toEqual({ kind: 'go', to });
    }
    expect(keyCommand(press('toString'), { ...usual, isAfterG: true })).toBeUndefined();
    expect(keyCommand(press('q'), usual)).toBeUndefined();
    expect(keyCommand(press('g'), usual)).toBeUndefined();
    expect(keyCommand(press('c'), { ...usual, isAfterG: true })).toBeUndefined();
  });

  it('does nothing while typing, but for Escape', () => {
    for (const key of [...singles, 'Enter', 'ArrowDown', ' ']) {
      expect(keyCommand(press(key), { ...usual, isTyping: true }), key).toBeUndefined();
    }
    expect(keyCommand(press('Escape'), { ...usual, isTyping: true })).toEqual({ kind: 'back' });
  });

  it('switches single characters off and leaves the others', () => {
    for (const key of singles) expect(keyCommand(press(key), { ...usual, hasSingleKeys: false }), key).toBeUndefined();
    expect(keyCommand(press('Enter'), { ...usual, hasSingleKeys: false })).toEqual({ kind: 'open' });
    expect(keyCommand(press('ArrowDown'), { ...usual, hasSingleKeys: false })).toBeDefined();
  });

  it('leaves keys with Ctrl, Alt and Meta to the browser', () => {
    for (const key of [...singles, 'Enter', 'Escape']) {
      for (const modifier of ['ctrlKey', 'altKey', 'metaKey']) {
        expect(keyCommand(press(key, { [modifier]: true }), usual), `${modifier} ${key}`).toBeUndefined();
      }
    }
  });

  it('knows no names of objects', () => {
    expect(keyCommand(press('constructor'), usual)).toBeUndefined();
    expect(keyCommand(press('toString'), usual)).toBeUndefined();
  });

  it('has every single key in the list that ? shows, and marked as one that can be switched off', () => {
    for (const key of singles.filter((each) => each !== 'x')) {
      const listed = keyList.find(({ keys }) => keys.includes(key));
      expect(listed, key).toMatchObject({ isSingle: true });
    }
  });
});
