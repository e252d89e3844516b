/** The demo: two sample agencies' declarations, scored with the sample model, ranked under capacity, with reasons. */
import { formatMoment } from '../domain/moment.ts';
import { writeCsvRows } from '../formats/write-csv.ts';
import { hazardText, type OfficerTarget } from '../ranking/officer-view.ts';
import { explainConsignments } from './explain-consignments.ts';
import type { Ports } from './ports.ts';
import { rankScored } from './rank-scored.ts';
import { type FileReport, type InputFile, resolveInput } from './read-records.ts';
import { reasonText } from './reason-text.ts';
import { type SelectedConsignment, scoreConsignments } from './score-consignments.ts';
import { reasonSeparator } from './scored-line.ts';

/** A target as the demo shows it. */
export interface DemoTarget extends OfficerTarget {
  readonly agency: string;
  readonly declaredOn: string;
  readonly description: string | undefined;
  readonly originCountry: string | undefined;
  /** HS code of the consignment's highest item, which description and origin are of. */
  readonly hsCode: string | undefined;
  /** Description of the goods that count for health and safety. */
  readonly healthAndSafetyDescription: string | undefined;
  /** Sentences on the consignment's highest item, strongest first. */
  readonly reasons: readonly string[];
}

/** What the demo did. */
export interface RunDemoReport {
  readonly model: string;
  readonly policy: string;
  readonly files: readonly FileReport[];
  readonly rowsScored: number;
  readonly consignments: number;
  readonly targets: readonly DemoTarget[];
  readonly scoresPath: string;
  readonly targetsPath: string;
  readonly rejectsPath: string;
  readonly seconds: number;
}

const reasonsShown = 3;
const sampleModel = 'sample';

/** Runs the demo and writes scores, targets and rejects into `outDir`. */
export async function runDemo(ports: Ports, outDir: string): Promise<RunDemoReport> {
  const started = ports.process.seconds();
  const { sample } = ports.folders;
  const files: readonly InputFile[] = [
    await resolveInput(ports, `${sample}/demo/aurelia-declarations.csv`, 'aurelia'),
    await resolveInput(ports, `${sample}/demo/borealis-declarations.ndjson`, 'borealis'),
  ];
  const scoresPath = `${outDir}/demo-scores.csv`;
  const targetsPath = `${outDir}/demo-targets.csv`;
  const rejectsPath = `${outDir}/demo-rejects.csv`;
  const seed = 1;
  const scored = await scoreConsignments(ports, { files, model: sampleModel, outPath: scoresPath, rejectsPath, seed });
  const ranked = await rankScored(ports, {
    scoredPath: scoresPath,
    capacityPath: `${sample}/capacity.yaml`,
    policy: 'default',
    seed,
    manual: [],
  });
  const { items: explained } = await explainConsignments(ports, {
    files,
    model: sampleModel,
    consignmentIds: new Set(ranked.targets.map((target) => target.consignmentId)),
  });
  const targets = ranked.targets.map((target) => describeTarget(target, explained));
  await ports.files.write(targetsPath, targetLines(targets));
  return {
    model: scored.model,
    policy: ranked.policy,
    files: scored.files,
    rowsScored: scored.rowsScored,
    consignments: ranked.candidates,
    targets,
    scoresPath,
    targetsPath,
    rejectsPath,
    seconds: ports.process.seconds() - started,
  };
}

function describeTarget(target: OfficerTarget, explained: readonly SelectedConsignment[]): DemoTarget {
  const items = explained.filter((item) => item.consignmentId === target.consignmentId);
  const highest = items.reduce((a, b) => (b.margin > a.margin ? b : a));
  const { consignment, item } = highest.record;
  return {
    ...target,
    agency: consignment.agency,
    declaredOn: formatMoment(consignment.occurredAt),
    description: item.description,
    originCountry: item.originCountry,
    hsCode: item.hsCode,
    healthAndSafetyDescription:
      target.healthAndSafetyHsCode === undefined
        ? undefined
        : items.find(({ record }) => record.item.hsCode === target.healthAndSafetyHsCode)?.record.item.description,
    reasons: highest.explanation.reasons.slice(0, reasonsShown).map(reasonText),
  };
}

function targetLines(targets: readonly DemoTarget[]): string {
  const head = ['place', 'consignment', 'agency', 'declaredOn', 'lane', 'riskScore', 'office', 'channel'];
  const rest = ['hsCodes', 'originCountry', 'description', 'valueUsd', 'healthAndSafety', 'reasons'];
  const rows = targets.map((target) => [
    target.place,
    target.consignmentId,
    target.agency,
    target.declaredOn,
    target.lane,
    target.riskScore,
    target.office,
    target.channel,
    target.hsCodes.join(' '),
    target.originCountry,
    target.description,
    target.valueUsd?.toFixed(2),
    hazardText(target),
    target.reasons.join(reasonSeparator),
  ]);
  return writeCsvRows([[...head, ...rest], ...rows]);
}
