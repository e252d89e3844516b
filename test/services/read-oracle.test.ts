import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOracle } from '../../src/services/read-oracle.ts';
import { testPorts } from '../factories/test-ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchstone-read-oracle-'));
const ports = testPorts(folder);
const header = 'id,agency,infringing,makerOdds,oracleMargin,evidence';

function read(text: string) {
  const path = join(folder, 'oracle.csv');
  writeFileSync(path, text);
  return readOracle(ports, path);
}

describe('readOracle', () => {
  it('gives the truth and the margin of each item', async () => {
    const lines = ['A/R1#1,A,1,0.5,2.25,price=1', 'A/R1#2,A,0,0.001,-6.5,', 'B/R2#1,B,0,0,-30.00000,"a, b"'];
    expect([...(await read(`${[header, ...lines].join('\n')}\n`))]).toEqual([
      ['A/R1#1', { isInfringing: true, margin: 2.25 }],
      ['A/R1#2', { isInfringing: false, margin: -6.5 }],
      ['B/R2#1', { isInfringing: false, margin: -30 }],
    ]);
  });

  it('finds its columns by name, and reads quoted ids, empty lines and line ends of any kind', async () => {
    const items = await read('oracleMargin,note,id,infringing\r\n1.5,x,"A/R,1#1",1\r\n\r\n-2,,A/R2#1,0');
    expect([...items.keys()]).toEqual(['A/R,1#1', 'A/R2#1']);
    expect(items.get('A/R,1#1')).toEqual({ isInfringing: true, margin: 1.5 });
  });

  it('reads an oracle that has no items', async () => {
    expect((await read(`${header}\n`)).size).toBe(0);
  });

  it.each([
    ['id,agency,infringing,evidence', 'oracleMargin'],
    ['recordKind,agency,id', 'infringing'],
    ['{"id":1}', 'id'],
  ])('refuses the header %j', async (first, lacking) => {
    const refused = read(`${first}\nA/R1#1,A,1,0.5,2.25,\n`);
    await expect(refused).rejects.toMatchObject({ code: 'usage' });
    await expect(refused).rejects.toThrow(lacking);
  });

  it.each([
    'A/R1#1,A,2,0.5,2.25,',
    'A/R1#1,A,,0.5,2.25,',
    'A/R1#1,A,true,0.5,2.25,',
    'A/R1#1,A,1,0.5,many,',
    'A/R1#1,A,1,0.5,NaN,',
    'A/R1#1,A,1,0.5,Infinity,',
    'A/R1#1,A,1',
    'A/R1#1',
    '"A/R1#1,A,1,0.5,2.25,',
  ])('refuses the line %j', async (line) => {
    await expect(read(`${header}\nA/R0#1,A,0,0.1,-1,\n${line}\n`)).rejects.toMatchObject({ code: 'usage' });
  });

  it('does not find a file that is not there', async () => {
    await expect(readOracle(ports, join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'not-found' });
  });
});
