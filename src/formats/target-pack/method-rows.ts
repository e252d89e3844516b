/** How a list was made, for whom, and what may be done with it: the last sheet of a workbook and the last page of a pack. */
import { audienceNames } from '../../domain/audience.ts';
import { fieldsFor } from '../../domain/for-audience.ts';
import { markingsOf } from '../../domain/may-see.ts';
import { returnsResults } from '../../domain/result-form.ts';
import type { TargetPack } from '../../domain/target-pack.ts';

/** Returns rows of what it is about, and what is said of it. */
export function methodRows(pack: Omit<TargetPack, 'targets'>): (readonly [string, string])[] {
  const { operation, handling, model, policy, list } = pack;
  const optional: readonly (readonly [string, string | undefined])[] = [
    ['operation', operation && `${operation.name}, ${operation.from} to ${operation.to}`],
    ['legal basis', operation?.legalBasis],
    ['policy', policy],
    ['model', model && `${model.name} version ${model.version}`],
    ...pack.method.map((line) => ['method', line] as const),
    ...pack.contacts.map(
      ({ role, name, phone, email }) => [`contact: ${role}`, [name, phone, email].filter(Boolean).join(', ')] as const,
    ),
    ['handling', markingsOf(handling).join(' ')],
    ['owner', handling.ownerAgency],
    ['grade of source and information', `${handling.sourceGrade}${handling.informationGrade}`],
    [
      'may be used for',
      handling.purposes.length === 0 ? 'risk analysis of its owner alone' : handling.purposes.join(', '),
    ],
    ['must not be used after', handling.expiresOn],
    ['results', returnsResults(pack.audience) ? resultHelp : undefined],
    ['note', fieldsFor(pack.audience).includes('goods') ? suspicionNote : undefined],
  ];
  return [
    ['title', pack.title],
    ['list', `${list.id}, version ${list.version}`],
    ['made', `${new Date(pack.madeAtMs).toISOString().slice(0, 16)}Z; all times are UTC`],
    ['for', audienceNames[pack.audience]],
    ...optional.filter((row): row is readonly [string, string] => row[1] !== undefined && row[1] !== ''),
  ];
}

const suspicionNote =
  'A target is a suspicion about goods, no finding; a person decides. Not every target was chosen for a suspicion.';
const resultHelp =
  'Fill in the yellow columns of the sheet Targets and send the workbook back as it is. The reference says which goods a row is about: locked cells keep it from slips, and it is checked against the list that was sent. ' +
  'execution is needed in each row that reports; an examined one also needs controlDone, examinedOn and outcome. "nothing-found" is an outcome too.';
