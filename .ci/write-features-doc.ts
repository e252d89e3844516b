/**
 * Writes docs/features.md from the feature definitions: `npx tsx .ci/write-features-doc.ts`.
 * With `--check` nothing is written, and a stale file is an error (exit code 1).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FeatureDefinition, featureDefinitions } from '../src/features/feature-definitions.ts';
import { featureHash } from '../src/models/model-artefact.ts';

/** A definition as the document needs it: any group, so that a new one needs no change here. */
export type DocumentedFeature = Omit<FeatureDefinition, 'group'> & { readonly group: string };

/** Titles and introductions of the groups that are known; another group is shown under its own name. */
const groupTexts: { readonly [group: string]: readonly [title: string, about: string] } = {
  'history': [
    'History of parties, goods, places and their pairs',
    'What was known of an entity before the tick of the row, read from its history cells. A pair (such as importer and seller) is an entity of its own.',
  ],
  'goods-line': [
    'History of the goods line',
    'The same readings for the goods line: items with the same subheading, price and mass as this one.',
  ],
  'price': ['Price and mass', 'What the item costs and weighs, alone and against what peers have cost so far.'],
  'route': ['Route and consignment', 'How the goods travel, and where the item stands in its consignment.'],
  'habit': [
    'Habits in describing goods',
    'How often parties have described their goods in ways that hide them. Needs no results, and so tells of senders that nobody has looked at.',
  ],
  'code': [
    'Codes',
    'Coded fields as their place in a dictionary that the artefact carries. Identities are never codes.',
  ],
};

const columns: readonly (readonly [string, (feature: DocumentedFeature) => string])[] = [
  ['feature', (feature) => `\`${feature.name}\``],
  ['version', (feature) => String(feature.version)],
  ['description', (feature) => feature.description],
  ['unit', (feature) => feature.unit],
  ['range', (feature) => feature.range],
  ['earliest stage', (feature) => feature.earliestStage],
  ['missing means', (feature) => feature.missingMeans],
];

/** Returns the document: one table a group, groups in the order of their first feature. */
export function renderFeaturesDoc(features: readonly DocumentedFeature[]): string {
  const groups = new Map<string, DocumentedFeature[]>();
  for (const feature of features) {
    const members = groups.get(feature.group);
    if (members === undefined) groups.set(feature.group, [feature]);
    else members.push(feature);
  }
  return `${[
    '# Features',
    '',
    '<!-- Written by .ci/write-features-doc.ts from src/features/feature-definitions.ts. Change the definitions, not this file. -->',
    '',
    `${features.length} features, SHA-256 of names and versions \`${featureHash(features).slice(0, 12)}…\` (a model card shows the hash of the list that its model was trained on).`,
    '',
    'A feature belongs to one goods item as of one tick. It may use what was known before the tick and nothing later. *Earliest stage* is the first',
    'stage at which its fields are usually filled. *Version* is raised when a computation changes, and a model of another version refuses to load.',
    'A missing value is NaN in the matrix; trees send it the way that gained more in training. Missing is not low risk.',
    '',
    table(
      ['group', 'features', 'what'],
      [...groups].map(([group, members]) => [titleOf(group), String(members.length), aboutOf(group)]),
    ),
    ...[...groups].flatMap(([group, members]) => ['', ...section(group, members)]),
  ].join('\n')}\n`;
}

function section(group: string, members: readonly DocumentedFeature[]): string[] {
  const sources = [...new Set(members.map(({ source }) => source))];
  const shown = [...columns, ['source', sourceNumber(sources)] as const];
  return [
    `## ${titleOf(group)}`,
    '',
    table(
      shown.map(([name]) => name),
      members.map((feature) => shown.map(([, text]) => text(feature))),
    ),
    '',
    ...sources.map((source, index) => `${index + 1}. Source: ${source}.`),
  ];
}

/** Sources are long and shared, so rows name them by number. */
function sourceNumber(sources: readonly string[]): (feature: DocumentedFeature) => string {
  return ({ source }) => String(sources.indexOf(source) + 1);
}

function titleOf(group: string): string {
  return groupTexts[group]?.[0] ?? group;
}

function aboutOf(group: string): string {
  return groupTexts[group]?.[1] ?? '';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim()).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

const path = fileURLToPath(new URL('../docs/features.md', import.meta.url));

function main(): void {
  const text = renderFeaturesDoc(featureDefinitions);
  if (!process.argv.includes('--check')) {
    writeFileSync(path, text);
    return;
  }
  let written = '';
  try {
    written = readFileSync(path, 'utf8');
  } catch {
    // A missing file is stale too.
  }
  if (written === text) return;
  process.stderr.write('docs/features.md is stale; run npx tsx .ci/write-features-doc.ts\n');
  process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
