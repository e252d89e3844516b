/** `touchstone export`: targets as files for those who need them. */
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { type Audience, audiences, narrowestAudience } from '../../domain/audience.ts';
import { isPurpose, purposes } from '../../domain/purposes.ts';
import type { PackContact, PackOperation } from '../../domain/target-pack.ts';
import { AppError } from '../../errors.ts';
import { targetsJsonSchema } from '../../formats/target-pack/target-schema.ts';
import { type PackFormat, packFormats } from '../../formats/target-pack/write-target-pack.ts';
import { parseOperation } from '../../ranking/allocation/operation.ts';
import type { Ports } from '../../services/ports.ts';
import { resolveInput } from '../../services/read-records.ts';
import { loadOfficePlaces } from '../../services/target-packs/load-pack-means.ts';
import { packListedTargets } from '../../services/target-packs/pack-listed-targets.ts';
import { withheldText } from '../../services/target-packs/release-targets.ts';
import { type WriteTargetFilesReport, writeTargetFiles } from '../../services/target-packs/write-target-files.ts';
import { msOfMoment, wholeNumber } from '../option-values.ts';
import { note, noteBooks, printJson, printLine, table } from '../terminal.ts';

interface Options {
  readonly profile?: string;
  readonly format: readonly PackFormat[];
  readonly audience: Audience;
  readonly rightHolder?: string;
  readonly reasonsFor?: readonly Audience[];
  readonly purpose: string;
  readonly gateway?: string;
  readonly places?: string;
  readonly day?: string;
  readonly title?: string;
  readonly operation?: string;
  readonly legalBasis?: string;
  readonly contact?: readonly string[];
  readonly listId?: string;
  readonly listVersion: number;
  readonly out: string;
  readonly name: string;
  readonly at?: number;
  readonly json?: boolean;
}

/** Returns the command. */
export function exportCommand(ports: Ports): Command {
  return new Command('export')
    .description('targets as files for those who need them')
    .addCommand(targetsCommand(ports))
    .addCommand(
      new Command('schema')
        .description('print the JSON Schema of exported targets')
        .action(() => printLine(JSON.stringify(targetsJsonSchema(), null, 2))),
    );
}

function targetsCommand(ports: Ports): Command {
  return new Command('targets')
    .description(
      'write a list of targets for an audience: spreadsheet with a form for results, PDF pages, shift sheet, JSON; with a signed manifest beside them',
    )
    .argument('<list>', 'CSV that `rank --out`, `allocate --out` or `rank --record` wrote')
    .argument('<records...>', 'files of the consignments, and of rights, as PATH or PROFILE:PATH')
    .option('--profile <name>', 'profile of files that name none')
    .addOption(
      new Option('--format <formats...>', 'formats of the files')
        .choices(Object.keys(packFormats))
        .default(['xlsx'] satisfies PackFormat[]),
    )
    .addOption(
      new Option('--audience <who>', 'whom the files are for: it decides what they say; the default sees the least')
        .choices(audiences)
        .default(narrowestAudience),
    )
    .option('--right-holder <name>', 'with the audience right-holder: whose goods and rights')
    .addOption(
      new Option(
        '--reasons-for <audiences...>',
        'who may read the reasons of the model; default own-unit alone',
      ).choices(audiences),
    )
    .option('--purpose <purpose>', `what for: ${Object.keys(purposes).join(', ')}`, 'customs-risk-analysis')
    .option('--gateway <law>', 'what allows it to cross to police or court, such as the article of a law')
    .option('--places <name>', 'order of terminals and sheds by name or path, such as sample')
    .option('--day <date>', 'targets of this day alone: of their shift, else of their arrival')
    .option('--title <text>', 'title of the list')
    .option('--operation <file>', 'the operation that the list belongs to (YAML)')
    .option('--legal-basis <law>', 'legal basis of the operation')
    .option('--contact <texts...>', 'whom to call, as ROLE;NAME;PHONE;EMAIL')
    .option('--list-id <id>', 'name of the list under which results come back; default its file name and a hash of it')
    .option('--list-version <n>', 'version of the list', wholeNumber('--list-version', 1), 1)
    .option('--out <folder>', 'folder of the files', 'out/export')
    .option('--name <name>', 'begins the names of the files', 'targets')
    .option('--at <time>', 'moment of making (ISO); default now', msOfMoment('--at'))
    .option('--json', 'print one JSON object')
    .action(async (listPath: string, words: string[], options: Options) => {
      const nowMs = options.at ?? ports.clock.nowMs();
      if (!isPurpose(options.purpose))
        throw new AppError('usage', { reason: `--purpose is one of ${Object.keys(purposes).join(', ')}` });
      if (!/^[\w.-]{1,100}$/.test(options.name))
        throw new AppError('usage', { reason: '--name takes letters, digits, and . _ -' });
      const files = await Promise.all(words.map((word) => resolveInput(ports, word, options.profile)));
      const places = await loadOfficePlaces(ports, options.places);
      const operation = await operationOf(ports, options);
      const contacts = (options.contact ?? []).map(contactOf);
      const packed = await packListedTargets(ports, {
        listPath,
        files,
        places,
        reasonsFor: options.reasonsFor,
        day: options.day,
        listId: options.listId,
        listVersion: options.listVersion,
        head: {
          title: options.title ?? operation?.name ?? `Targets of ${basename(listPath)}`,
          operation,
          madeAtMs: nowMs,
          policy: undefined,
          model: undefined,
          contacts,
        },
      });
      noteBooks(packed.files);
      const report = await writeTargetFiles(ports, packed.pack, {
        formats: options.format,
        folder: options.out,
        name: options.name,
        places,
        audience: options.audience,
        rightHolder: options.rightHolder,
        purpose: options.purpose,
        gateway: options.gateway,
        nowMs,
      });
      if (options.json === true) printJson(report);
      else printReport(report, options.out);
    });
}

async function operationOf(
  ports: Pick<Ports, 'files'>,
  { operation: path, legalBasis }: Options,
): Promise<PackOperation | undefined> {
  if (path === undefined) return undefined;
  const { name, from, to } = parseOperation(path, await ports.files.readText(path));
  return { name, from, to, legalBasis };
}

function contactOf(text: string): PackContact {
  const [role, name, phone, email] = text.split(';').map((part) => part.trim() || undefined);
  if (role === undefined || name === undefined)
    throw new AppError('usage', {
      reason: `--contact takes ROLE;NAME;PHONE;EMAIL, the last two if known; got ${text}`,
    });
  return { role, name, phone, email };
}

function printReport({ manifest, manifestPath, sentPath, withheld }: WriteTargetFilesReport, folder: string): void {
  printLine(
    `${manifest.targets} targets for ${manifest.audience}, ${manifest.handling.join(' ')}; list ${manifest.list.id}, version ${manifest.list.version}`,
  );
  const held = withheldText(withheld);
  if (held !== '') printLine(`held back: ${held}`);
  printLine(
    table(
      ['file', 'bytes', 'SHA-256'],
      manifest.files.map(({ name, byteCount, sha256 }) => [`${folder}/${name}`, byteCount, `${sha256.slice(0, 16)}…`]),
    ),
  );
  printLine(`manifest   ${manifestPath}, signed with the key ${manifest.publicKey}`);
  printLine(`stays here ${sentPath}, against which results are checked`);
  if (manifest.audience === narrowestAudience)
    note(
      'made for an operator, who sees the least: identifiers and the kind of control; --audience says for whom else',
    );
}
