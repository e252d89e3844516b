/** Recipes: what is trained, on which features and labels, with which settings. Files in `data/recipes/`. */
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../errors.ts';

const boostingSchema = z.strictObject({
  treeCount: z.int().min(1).max(5000).describe('most trees; the time-ordered tail decides how many are kept'),
  depth: z.int().min(1).max(16).describe('levels of splits'),
  learningRate: z.number().gt(0).max(1),
  rowShare: z.number().gt(0).max(1).describe('share of rows drawn for each tree'),
  columnShare: z.number().gt(0).max(1).describe('share of columns drawn for each tree'),
  penalty: z.number().min(0).describe('L2 penalty on leaf values'),
  minimumCurvature: z.number().gt(0).describe('least sum of p(1-p) in a leaf'),
  minimumGain: z.number().min(0),
});

const memberSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  include: z.array(z.string()).min(1).describe('features by name, or all of a kind by a prefix that ends in *'),
  exclude: z.array(z.string()).default([]),
  keep: z
    .enum(['always', 'proven'])
    .default('proven')
    .describe('always in the blend, or only where the tail shows beyond chance that it betters the blend'),
  boosting: boostingSchema,
  variants: z
    .array(boostingSchema.partial())
    .max(4)
    .default([])
    .describe('other settings; the time-ordered tail decides between them and the first'),
});

const recipeSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().min(1),
  description: z.string(),
  labelState: z.enum(['suspected', 'detained', 'confirmed']).describe('state of the label that counts as positive'),
  maximumBins: z.int().min(2).max(255),
  warmUpShare: z.number().min(0).max(0.5).describe('first part of the window, used for history only'),
  tailShare: z
    .number()
    .gt(0)
    .max(0.5)
    .describe('last part of the window; its first half picks trees and weights, its second half calibrates'),
  patience: z.int().min(1).describe('trees without improvement after which a member stops'),
  stalenessDays: z.int().min(0).describe('longest age of results in training where no test period says it'),
  decayHalfLifeDays: z
    .array(z.int().min(0).max(3650))
    .min(1)
    .max(3)
    .default([0])
    .describe('after how many days a training row counts half; 0 is never; the tail decides between them'),
  selectionWeights: z
    .enum(['none', 'propensity'])
    .default('none')
    .describe('whether rows count by the inverse of their chance of having been examined'),
  members: z.array(memberSchema).min(1).max(8),
});

/** A validated recipe. */
export type Recipe = z.infer<typeof recipeSchema>;

/** One member of a recipe. */
export type RecipeMember = Recipe['members'][number];

/**
 * Returns the recipe that a YAML text describes.
 * @throws `settings-invalid` with every problem of the text.
 */
export function parseRecipe(file: string, text: string): Recipe {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    throw new AppError('settings-invalid', { file, problems: `  ${(error as Error).message}` }, error);
  }
  const parsed = recipeSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`);
  throw new AppError('settings-invalid', { file, problems: problems.join('\n') });
}

/**
 * Returns the columns of a matrix that a member trains on, ascending.
 * @throws `settings-invalid` where a name or prefix fits no feature.
 */
export function memberFeatures(recipe: Recipe, member: RecipeMember, columnNames: readonly string[]): Int32Array {
  const pick = (patterns: readonly string[]): Set<number> => {
    const picked = new Set<number>();
    for (const pattern of patterns) {
      const before = picked.size;
      columnNames.forEach((name, index) => {
        if (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern) picked.add(index);
      });
      if (picked.size === before && !patterns.some((other) => other !== pattern && other.endsWith('*'))) {
        throw new AppError('settings-invalid', {
          file: `recipe ${recipe.name}`,
          problems: `  members.${member.name}: ${pattern} fits no feature`,
        });
      }
    }
    return picked;
  };
  const excluded = pick(member.exclude);
  return Int32Array.from([...pick(member.include)].filter((index) => !excluded.has(index)).sort((a, b) => a - b));
}
