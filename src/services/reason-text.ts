/** A reason as a sentence for an officer. */
import type { Reason } from './describe-reasons.ts';

type Sentence = (value: number, usual: string) => string;

const share = (value: number): string => `${(value * 100).toFixed(value < 0.1 ? 1 : 0)}%`;
const count = (value: number): string => String(Number(value.toPrecision(3)));
const rateOver = (span: string): Sentence => {
  return (value, usual) => `results ${span}were positive at a rate of ${share(value)}, smoothed (usual ${usual})`;
};

const sentences: { readonly [reading: string]: readonly [Sentence, (value: number) => string] } = {
  seen: [(value, usual) => `seen ${count(value)} times before (usual ${usual})`, count],
  examined: [(value, usual) => `${count(value)} results known (usual ${usual})`, count],
  positive: [(value, usual) => `${count(value)} positive results known (usual ${usual})`, count],
  rate: [rateOver(''), share],
  rate90: [rateOver('of late (90-day half-life) '), share],
  rate365: [rateOver('(365-day half-life) '), share],
  daysSinceFirst: [(value, usual) => `first seen ${count(value)} days ago (usual ${usual})`, count],
  daysSinceLast: [(value, usual) => `last seen ${count(value)} days ago (usual ${usual})`, count],
  daysSinceLastPositive: [(value, usual) => `last positive result ${count(value)} days ago (usual ${usual})`, count],
  novelty: [(value, usual) => `newness ${count(value)} of 1 (usual ${usual})`, count],
};

const withoutValue: { readonly [reading: string]: string } = {
  daysSinceFirst: 'never seen before',
  daysSinceLast: 'never seen before',
  daysSinceLastPositive: 'no positive result known',
};

/** Returns e.g. `raises: seller – results were positive at a rate of 43%, smoothed (usual 2.1%)`. */
export function reasonText(reason: Reason): string {
  const direction = reason.contribution >= 0 ? 'raises' : 'lowers';
  return `${direction}: ${reason.subject} – ${factOf(reason)}`;
}

function factOf(reason: Reason): string {
  const { feature, description, value, peerValue, unit } = reason;
  const reading = feature.slice(feature.lastIndexOf('.') + 1);
  const known = sentences[reading];
  if (value === undefined) return withoutValue[reading] ?? `${lowerFirst(description)}: missing`;
  const usual = peerValue === undefined ? 'none' : typeof peerValue === 'string' ? peerValue : undefined;
  if (known !== undefined && typeof value === 'number') {
    return known[0](value, usual ?? known[1](peerValue as number));
  }
  if (feature.startsWith('code.')) return codeFact(reason);
  const show = valueText(unit);
  return `${lowerFirst(description)}: ${show(value as number)} (usual ${usual ?? show(peerValue as number)})`;
}

/** Codes are shown as themselves; a code that training did not see has no place in the dictionary. */
function codeFact({ description, value, peerValue }: Reason): string {
  const field = description.replace(/^Place of the (.*) in the dictionary.*$/, '$1');
  const shown = typeof value === 'string' ? value : 'one not seen in training';
  return `${field}: ${shown}${typeof peerValue === 'string' ? ` (usual ${peerValue})` : ''}`;
}

/** Logarithms are shown as what they are the logarithm of. */
function valueText(unit: string): (value: number) => string {
  if (unit.startsWith('ln ')) return (value) => `${count(Math.exp(value))} ${unit.slice(3)}`;
  if (unit === 'doublings') return (value) => `${count(2 ** value)} times it`;
  if (unit === 'share') return share;
  return (value) => (unit === 'flag' ? (value === 1 ? 'yes' : 'no') : `${count(value)} ${unit}`);
}

function lowerFirst(text: string): string {
  const plain = text
    .replace('Natural logarithm of the', 'the')
    .replace('Natural logarithm of', '')
    .replace('Distance of the unit value to', 'The unit value against')
    .trim();
  return /^[A-Z][a-z]/.test(plain) ? plain[0]!.toLowerCase() + plain.slice(1) : plain;
}
