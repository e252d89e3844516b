import { describe, expect, it } from 'vitest';
import { XmlElement } from '../../../src/formats/xml/xml-element.ts';
import { parseXmlPath, plainPathsOf, textsAtPath } from '../../../src/formats/xml/xml-path.ts';

interface Tree {
  readonly [name: string]: string | Tree | readonly Tree[];
}

function element(name: string, tree: string | Tree): XmlElement {
  if (typeof tree === 'string') {
    const leaf = new XmlElement(name, [], 0);
    leaf.text = tree;
    return leaf;
  }
  const attributes = Object.entries(tree).flatMap(([key, value]) =>
    key.startsWith('@') ? [[key.slice(1), value as string] as const] : [],
  );
  const made = new XmlElement(name, attributes, 0);
  for (const [key, value] of Object.entries(tree)) {
    if (key.startsWith('@')) continue;
    for (const one of Array.isArray(value) ? value : [value]) made.children.push(element(key, one));
  }
  return made;
}

const read = (tree: Tree, path: string): string[] => textsAtPath(element('Doc', tree), parseXmlPath(path)!);

describe('parseXmlPath', () => {
  it.each(['A', 'A/B', '@x', 'A/@x', 'A[B=1]/C', 'A[@u=KGM]', 'A[B=x/y]/C', 'A/B+C', 'A/B,C', 'Código/Línea'])(
    'takes %s',
    (text) => expect(parseXmlPath(text)).toBeDefined(),
  );
  it.each(['', '/', '/A', 'A/', 'A//B', 'A[B]', 'A[=1]', 'A[B=1', '@x/A', 'A B', '1A', 'A/B+', 'A[B=]', '../A', '*'])(
    'refuses %j',
    (text) => expect(parseXmlPath(text)).toBeUndefined(),
  );
});

describe('textsAtPath', () => {
  const tree: Tree = {
    '@id': 'D1',
    Amount: { '@currency': 'EUR' },
    Bill: [
      { Type: '703', ID: 'H1' },
      { Type: '704', ID: 'M1' },
      { Type: '704', ID: ' ' },
    ],
    Address: { Line: 'Fen Street 1', City: ' Alvesk ', Empty: '' },
    Code: { Current: '40', Previous: '78' },
  };

  it.each([
    ['@id', ['D1']],
    ['Amount/@currency', ['EUR']],
    ['Bill/ID', ['H1', 'M1']],
    ['Bill[Type=704]/ID', ['M1']],
    ['Bill[Type=9]/ID', []],
    ['Amount[@currency=EUR]/@currency', ['EUR']],
    ['Address/Line,Empty,Missing,City', ['Fen Street 1, Alvesk']],
    ['Code/Current+Previous', ['4078']],
    ['Nothing/Here', []],
    ['Address/Line/Deeper', []],
  ])('reads %s', (path, texts) => expect(read(tree, path)).toEqual(texts));

  it('finds the children of a name among many', () => {
    const many: Tree = { A: Array.from({ length: 50 }, (_, index) => ({ B: String(index) })) };
    expect(read(many, 'A/B')).toHaveLength(50);
    expect(read(many, 'A[B=49]/B')).toEqual(['49']);
  });

  it('does not take names of objects for elements', () => {
    expect(read(tree, 'constructor')).toEqual([]);
    expect(read(tree, '__proto__/toString')).toEqual([]);
  });
});

describe('plainPathsOf', () => {
  it.each([
    ['A[B=1]/C', ['A/B', 'A/C']],
    ['A/@x', ['A/@x']],
    ['@x', ['@x']],
    ['A/B+C', ['A/B', 'A/C']],
    ['A[@u=1]/B', ['A/@u', 'A/B']],
  ])('says what %s reads', (path, plain) => expect(plainPathsOf(parseXmlPath(path)!)).toEqual(plain));
});
