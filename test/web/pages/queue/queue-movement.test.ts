import { describe, expect, it } from 'vitest';
import { movement } from '../../../../src/web/pages/queue/queue-movement.ts';

describe('movement', () => {
  it('stays within the rows', () => {
    expect(movement({ kind: 'move', by: 1, isExtending: false }, 2, 3)).toEqual({ index: 2, isExtending: false });
    expect(movement({ kind: 'move', by: -10, isExtending: true }, 4, 50)).toEqual({ index: 0, isExtending: true });
    expect(movement({ kind: 'edge', to: 'last' }, 0, 50)).toEqual({ index: 49, isExtending: false });
  });

  it('goes nowhere without rows, and for other keys', () => {
    expect(movement({ kind: 'move', by: 1, isExtending: false }, -1, 0)).toBeUndefined();
    expect(movement({ kind: 'help' }, 0, 3)).toBeUndefined();
  });
});
