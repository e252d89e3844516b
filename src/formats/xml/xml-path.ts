/** Paths that name a column of an XML document: `GoodsShipment/Commodity/Classification[IdentificationTypeCode=TSP]/ID`, `Amount/@currencyID`. */
import type { XmlElement } from './xml-element.ts';

/** One step: children of a name, of which a condition may pick those with a child or an attribute (`@name`) of a value. */
interface XmlStep {
  readonly name: string;
  readonly where: { readonly of: string; readonly value: string } | undefined;
}

/** Children of the last element whose texts make one: `Code+Extension` run together, `Line,City` with a comma between. */
interface XmlLeaves {
  readonly names: readonly string[];
  readonly separator: '' | ', ';
}

/** A parsed path, from below a document's element to an element's text, one of its attributes, or the texts of some of its children. */
export interface XmlPath {
  readonly steps: readonly XmlStep[];
  readonly attribute: string | undefined;
  readonly leaves: XmlLeaves | undefined;
}

const name = '[\\p{L}_][\\p{L}\\p{N}._-]*';
const stepPattern = new RegExp(`^(${name})(?:\\[(@?${name})=([^\\]]+)\\])?$`, 'u');
const namePattern = new RegExp(`^${name}$`, 'u');
const attributePattern = new RegExp(`^@(${name})$`, 'u');

/** Returns the path that a text writes, or undefined where it writes none. Names are local names: prefixes play no part. */
export function parseXmlPath(text: string): XmlPath | undefined {
  // A value in a condition may hold a slash.
  const parts = text.match(/(?:\[[^\]]*\]|[^/[])+/g) ?? [];
  if (parts.join('/') !== text) return undefined;
  const last = parts.at(-1) ?? '';
  const attribute = attributePattern.exec(last)?.[1];
  const leaves = parseLeaves(last);
  const steps: XmlStep[] = [];
  for (const part of attribute === undefined && leaves === undefined ? parts : parts.slice(0, -1)) {
    const match = stepPattern.exec(part);
    if (match === null) return undefined;
    const [, step, of, value] = match;
    steps.push({ name: step!, where: of === undefined ? undefined : { of, value: value! } });
  }
  const isEmpty = steps.length === 0 && attribute === undefined && leaves === undefined;
  return isEmpty ? undefined : { steps, attribute, leaves };
}

function parseLeaves(text: string): XmlLeaves | undefined {
  for (const sign of ['+', ','] as const) {
    const names = text.split(sign);
    if (names.length > 1 && names.every((one) => namePattern.test(one))) {
      return { names, separator: sign === ',' ? ', ' : '' };
    }
  }
  return undefined;
}

/** Returns the texts at the end of the path, from `element` on and without its first `skipped` steps; empty ones are left out. */
export function textsAtPath(element: XmlElement, path: XmlPath, skipped = 0): string[] {
  let found: readonly XmlElement[] = [element];
  for (let step = skipped; step < path.steps.length; step++) {
    const wanted = path.steps[step]!;
    found = found.flatMap((parent) => parent.childrenNamed(wanted.name).filter((child) => fits(child, wanted)));
  }
  return found.map((one) => endText(one, path)).filter((text) => text !== '');
}

function endText(element: XmlElement, { attribute, leaves }: XmlPath): string {
  if (attribute !== undefined) return (element.attribute(attribute) ?? '').trim();
  if (leaves === undefined) return element.text.trim();
  const texts = leaves.names.flatMap((leaf) => element.childrenNamed(leaf).map((child) => child.text.trim()));
  return texts.filter((text) => text !== '').join(leaves.separator);
}

function fits(element: XmlElement, { where }: XmlStep): boolean {
  if (where === undefined) return true;
  if (where.of.startsWith('@')) return element.attribute(where.of.slice(1)) === where.value;
  return element.childrenNamed(where.of).some((child) => child.text.trim() === where.value);
}

/** Returns the paths without conditions that a path reads: those of its texts, and that of what its conditions look at. */
export function plainPathsOf(path: XmlPath): string[] {
  const plain: string[] = [];
  let so = '';
  for (const { name: step, where } of path.steps) {
    so = so === '' ? step : `${so}/${step}`;
    if (where !== undefined) plain.push(`${so}/${where.of}`);
  }
  const below = (end: string): string => (so === '' ? end : `${so}/${end}`);
  if (path.leaves !== undefined) plain.push(...path.leaves.names.map(below));
  else plain.push(path.attribute === undefined ? so : below(`@${path.attribute}`));
  return plain;
}
