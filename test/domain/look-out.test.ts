import { describe, expect, it } from 'vitest';
import { defaultHandling, tlpLabels } from '../../src/domain/handling.ts';
import { isOpenConsignment, mayMatchAgency, openSinceMs } from '../../src/domain/look-out.ts';
import { dayMs } from '../../src/domain/moment.ts';

describe('isOpenConsignment', () => {
  it('ends with the cut-off, and a month after it became known', () => {
    const at = 1000 * dayMs;
    expect(isOpenConsignment({ knownAtMs: at, releaseCutOffMs: undefined }, at)).toBe(true);
    expect(isOpenConsignment({ knownAtMs: at, releaseCutOffMs: at }, at)).toBe(false);
    expect(isOpenConsignment({ knownAtMs: at, releaseCutOffMs: at + 1 }, at)).toBe(true);
    expect(isOpenConsignment({ knownAtMs: openSinceMs(at), releaseCutOffMs: undefined }, at)).toBe(false);
    expect(isOpenConsignment({ knownAtMs: openSinceMs(at) + 1, releaseCutOffMs: at + dayMs }, at)).toBe(true);
  });
});

describe('mayMatchAgency', () => {
  it('lets a look-out leave its owner only under a label that allows it', () => {
    const under = (tlp: (typeof tlpLabels)[number]) => ({ ...defaultHandling('A'), tlp });
    expect(tlpLabels.filter((tlp) => mayMatchAgency(under(tlp), 'B'))).toEqual(['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER']);
    expect(tlpLabels.every((tlp) => mayMatchAgency(under(tlp), 'A'))).toBe(true);
    expect(mayMatchAgency({ ...under('TLP:GREEN'), isOriginatorControlled: true }, 'B')).toBe(false);
    expect(mayMatchAgency({ ...under('TLP:RED'), ownerAgency: 'A+B' }, 'B')).toBe(true);
  });
});
