import { expect, it } from 'vitest';
import { replyShare } from '../../src/domain/holder-replies.ts';

it('counts a holder that was never asked as answering, and lets each silence weigh less the more is known', () => {
  const shares = [
    [0, 0],
    [1, 0],
    [1, 1],
    [9, 8],
    [9, 0],
  ].map(([asked, replied]) => replyShare({ asked: asked!, replied: replied! }));
  expect(shares).toEqual([1, 0.5, 1, 0.9, 0.1]);
});
