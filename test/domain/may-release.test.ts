import { describe, expect, it } from 'vitest';
import { audiences } from '../../src/domain/audience.ts';
import { defaultHandling } from '../../src/domain/handling.ts';
import { needsGateway, releaseRefusal } from '../../src/domain/may-release.ts';

const own = defaultHandling('A');
const amber = { ...own, tlp: 'TLP:AMBER', purposes: ['customs-control'] } as const;
const may = { mayExport: true };

describe('releaseRefusal', () => {
  it('keeps everything that may leave in no file', () => {
    for (const audience of audiences)
      expect(releaseRefusal(amber, { mayExport: false }, audience, 'customs-control')).toBe('export');
  });

  it('keeps in the own organisation what is labelled so; an operator learns nothing that it has not', () => {
    const refused = audiences.filter((audience) => releaseRefusal(own, may, audience, 'customs-control') !== undefined);
    expect(refused).toEqual(['partner-customs', 'police', 'right-holder', 'court']);
    expect(releaseRefusal({ ...amber, isOriginatorControlled: true }, may, 'police', 'customs-control')).toBe('label');
    expect(releaseRefusal({ ...amber, europolCodes: ['H2'] }, may, 'police', 'customs-control')).toBe('label');
  });

  it('asks for the purpose outside', () => {
    expect(releaseRefusal(amber, may, 'police', 'customs-control')).toBeUndefined();
    expect(releaseRefusal(amber, may, 'police', 'criminal-investigation')).toBe('purpose');
    expect(releaseRefusal(amber, may, 'examination-officer', 'criminal-investigation')).toBeUndefined();
    expect(audiences.filter(needsGateway)).toEqual(['police', 'court']);
  });
});
