/** The brief of an operation: what everybody who takes part must know, on one page. */
import type { StoredList, StoredOperation, StoredParticipant } from '../operation-ports.ts';

/** What a brief is written of. */
export interface BriefInput {
  readonly operation: StoredOperation;
  readonly participants: readonly StoredParticipant[];
  /** The reader's own list that is in force; undefined before one was sent. */
  readonly list: StoredList | undefined;
}

/** Returns the brief as a text in sections. It holds no target and no score. */
export function briefText({ operation, participants, list }: BriefInput): string {
  const { plan, scope } = operation;
  const marking = [
    operation.handling.tlp,
    ...operation.handling.europolCodes.filter((code) => code !== 'H0'),
    ...(operation.handling.isOriginatorControlled ? ['ORCON'] : []),
  ].join(' ');
  const sections = [
    [
      marking,
      `OPERATION ${operation.name}`,
      `${plan.from} to ${plan.to}, state: ${operation.state}, led by ${operation.agency}`,
      `Purpose: ${operation.purpose}. Legal basis: ${operation.legalBasis}`,
    ],
    [
      'SCOPE',
      `Channels: ${allOr(scope.channels)}`,
      `Offices: ${allOr(scope.offices)}`,
      `HS codes: ${allOr(scope.hsPrefixes)}`,
      `Origin: ${allOr(scope.originCountries)}; departure: ${allOr(scope.departureCountries)}`,
    ],
    [
      'WHO TAKES PART',
      ...participants.map(
        ({ agency, powers, state, offices, contacts }) =>
          `${agency} (${state}): may ${powers.join(', ') || 'do none of these'}; offices ${allOr(offices)}; ${
            contacts
              .map(({ name, phone, email }) => [name, phone, email].filter((part) => part !== undefined).join(' '))
              .join('; ') || 'no contact given'
          }`,
      ),
    ],
    [
      'OFFICES AND SHIFTS',
      ...plan.offices.flatMap(({ office, shifts }) =>
        shifts.map(({ shift, begins, ends, weekdays, minutes }) => {
          const kinds = Object.entries(minutes).map(([kind, amount]) => `${kind} ${Math.round(amount)} min`);
          return `${office} ${shift} ${begins}–${ends}${weekdays === undefined ? '' : ` ${weekdays.join(' ')}`}: ${kinds.join(', ')}`;
        }),
      ),
    ],
    ['LIST', listText(list)],
    ['REPORTS', `Final reports are due ${new Date(operation.reportsDueMs).toISOString().slice(0, 16)}Z.`],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n\n${marking}\n`;
}

function listText(list: StoredList | undefined): string {
  if (list === undefined) return 'None is in force.';
  const [low, high] = list.figures.findsInterval;
  return `Version ${list.version}: ${list.targetCount} targets; ${low} to ${high} finds are expected if all are examined.`;
}

function allOr(values: readonly string[]): string {
  return values.length === 0 ? 'all' : values.join(', ');
}
