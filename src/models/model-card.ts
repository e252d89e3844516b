/** The card of a model, for the analyst who must defend it. */
import type { Manifest } from './manifest.ts';

/** Returns the card as Markdown. */
export function renderModelCard(manifest: Manifest): string {
  const lines = [
    `# ${manifest.name} ${manifest.version}`,
    '',
    ...manifest.notes.flatMap((note) => [`> ${note}`, '']),
    '## What it is for',
    '',
    `It orders goods items at the stage \`${manifest.stage}\` by suspicion that label \`${manifest.label.name}\` (state \`${manifest.label.state}\`) applies, so that`,
    'officers examine the most promising consignments first. A score is a suspicion about goods, not a finding, and a person decides.',
    'It is not for judging people, for automatic detention, or for another stage or label than its own.',
    '',
    '## What it was trained on',
    '',
    table([
      ['profiles', manifest.profiles.join(', ')],
      ['window', `${manifest.trainingWindow.from} to ${manifest.trainingWindow.to}`],
      ['rows', `${manifest.rows.read} read, ${manifest.rows.labelled} labelled, ${manifest.rows.positive} positive`],
      ['results seen in training', `up to ${manifest.stalenessDays} days old`],
      ['recipe', `${manifest.recipe.name} version ${manifest.recipe.version}, seed ${manifest.seed}`],
      ['features', `${manifest.features.count}, SHA-256 ${manifest.features.sha256.slice(0, 12)}…`],
      [
        'history',
        `${manifest.history.cells} cells of ${manifest.history.entities} entities as of ${manifest.history.asOf}, keys hashed under ${manifest.keyId}`,
      ],
      ['code', manifest.codeVersion],
    ]),
    '',
    '## Members',
    '',
    '| member | weight | trees | depth | features |',
    '|---|---|---|---|---|',
    ...manifest.members.map(
      (member) =>
        `| ${member.name} | ${member.weight.toFixed(3)} | ${member.treeCount} | ${member.depth} | ${member.featureCount} |`,
    ),
    '',
    `Calibration: ${manifest.calibration}, on the last part of the window, which no tree of the first fit saw.`,
    '',
    '## How good it is',
    '',
    ...figureLines(manifest.figures),
    '',
    '## Handling',
    '',
    `Owner ${manifest.handling.ownerAgency}, ${manifest.handling.tlp}. The history inside is made of counts under keyed hashes and inherits the strictest handling of its sources.`,
    '',
  ];
  return lines.join('\n');
}

function figureLines(figures: Manifest['figures']): string[] {
  if (figures === null) return ['No rows were kept back to judge it on; run `touchstone backtest` before it is used.'];
  return [
    figures.protocol,
    '',
    `${figures.rows} rows, ${figures.positives} positive (${percent(figures.baseRate)}). AUC ${number(figures.auc)}, PR-AUC ${number(figures.prAuc)}, Brier ${number(figures.brier)}.`,
    '',
    '| share examined | selected | precision (95% interval) | recall | lift |',
    '|---|---|---|---|---|',
    ...figures.at.map(
      (at) =>
        `| ${percent(at.share)} | ${at.selected} | ${number(at.precision)} (${number(at.interval[0])}–${number(at.interval[1])}) | ${number(at.recall)} | ${number(at.lift)} |`,
    ),
    ...floorLines(figures.floors),
  ];
}

function floorLines(floors: NonNullable<Manifest['figures']>['floors']): string[] {
  if (floors.length === 0) return [];
  return [
    '',
    'Floors on the same rows:',
    '',
    ...floors.map(
      (floor) =>
        `- ${floor.name}: AUC ${number(floor.auc)}; ${floor.at.map((at) => `precision ${number(at.precision)} at ${percent(at.share)}`).join(', ')}`,
    ),
  ];
}

function table(rows: readonly (readonly [string, string])[]): string {
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

function number(value: number | null): string {
  return value === null ? 'n/a' : value.toFixed(3);
}

function percent(value: number | null): string {
  return value === null ? 'n/a' : `${Number((value * 100).toFixed(2))}%`;
}
