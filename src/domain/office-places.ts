/** Terminals and sheds of offices, in the order in which officers walk them: `data/offices/`. */
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { PackPlace } from './target-pack.ts';

const name = z.string().min(1).max(100);

const schema = z.strictObject({
  name,
  offices: z
    .array(
      z.strictObject({
        office: name,
        terminals: z
          .array(
            z.strictObject({
              terminal: name,
              sheds: z.array(name).default([]),
              /** How records write this terminal, or one of its sheds as `CODE: SHED`, as the location of goods. */
              codes: z.array(name).default([]),
              shedCodes: z.record(name, name).default({}),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});

/** Places of offices, in walking order. */
export type OfficePlaces = z.infer<typeof schema>;

/** Where nothing is known of any place. */
export const noPlaces: OfficePlaces = { name: 'none', offices: [] };

/**
 * Returns the places in a YAML text.
 * @throws `settings-invalid` with every problem.
 */
export function parseOfficePlaces(file: string, text: string): OfficePlaces {
  const refuse = (problems: readonly string[], cause?: unknown): never => {
    throw new AppError('settings-invalid', { file, problems: problems.map((one) => `  ${one}`).join('\n') }, cause);
  };
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    return refuse([(error as Error).message], error);
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success)
    return refuse(parsed.error.issues.map((issue) => `${issue.path.join('.') || '(top)'}: ${issue.message}`));
  const problems = parsed.data.offices.flatMap(({ office, terminals }, index) => [
    ...(parsed.data.offices.findIndex((other) => other.office === office) < index
      ? [`offices: ${office} stands twice`]
      : []),
    ...terminals.flatMap(({ terminal, sheds, shedCodes }) =>
      Object.values(shedCodes)
        .filter((shed) => !sheds.includes(shed))
        .map((shed) => `offices.${index}: ${terminal} has no shed ${shed}`),
    ),
  ]);
  return problems.length > 0 ? refuse(problems) : parsed.data;
}

/** Returns where goods are by what a record says of it: an office with one terminal needs no code for it. What no code tells stays unknown. */
export function placeOf(
  { offices }: OfficePlaces,
  office: string | undefined,
  goodsLocation: string | undefined,
): PackPlace {
  const terminals = offices.find((each) => each.office === office)?.terminals ?? [];
  for (const { terminal, sheds, codes, shedCodes } of goodsLocation === undefined ? [] : terminals) {
    const shed = sheds.find((each) => each === goodsLocation) ?? shedCodes[goodsLocation!];
    if (shed !== undefined) return { terminal, shed, flightOrVessel: undefined };
    if (terminal === goodsLocation || codes.includes(goodsLocation!))
      return { terminal, shed: undefined, flightOrVessel: undefined };
  }
  return {
    terminal: terminals.length === 1 ? terminals[0]!.terminal : undefined,
    shed: goodsLocation,
    flightOrVessel: undefined,
  };
}
