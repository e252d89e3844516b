/** Category codes: the coded fields of an item as small integers, by a dictionary that ends up in the artefact. */

/** Coded fields that become features. Identities are not among them: their past counts, not their number. */
export const categoryNames = [
  'hs2',
  'hs4',
  'hs6',
  'origin',
  'departure',
  'destination',
  'office',
  'procedure',
  'direction',
  'transactionType',
  'goodsUse',
  'paymentMethod',
  'mode',
  'channel',
  'dutyType',
  'originMarking',
  'unit',
  'currency',
  'importerKind',
  'consigneeKind',
] as const;

/** A field of {@link categoryNames}. */
export type CategoryName = (typeof categoryNames)[number];

/** Codes of each field, each list in ascending order of UTF-16 code units; a code's feature value is its place in the list. */
export type CategoryDictionaries = { readonly [name in CategoryName]: readonly string[] };

/** Distinct codes of one field beyond which further ones count as missing, so that a field of junk cannot fill the memory. */
const maximumCodes = 65_535;

/** Gives each distinct code of a field a number in order of arrival. */
export class CategoryInterner {
  private readonly numbersByField: readonly Map<string, number>[] = categoryNames.map(() => new Map());

  /** Returns the number of a code, or -1 for a missing code and for any beyond the cap. */
  intern(field: number, code: string | undefined): number {
    if (code === undefined) return -1;
    const numbers = this.numbersByField[field]!;
    const known = numbers.get(code);
    if (known !== undefined) return known;
    if (numbers.size >= maximumCodes) return -1;
    numbers.set(code, numbers.size);
    return numbers.size - 1;
  }

  /** Returns the dictionaries of all codes seen so far. */
  dictionaries(): CategoryDictionaries {
    const sorted = categoryNames.map((name, field) => [name, [...this.numbersByField[field]!.keys()].sort()] as const);
    return Object.fromEntries(sorted) as unknown as CategoryDictionaries;
  }

  /** Returns, per field, the feature value of each interned number under `dictionaries`: its place, or NaN for a code not in it. */
  featureValues(dictionaries: CategoryDictionaries): Float32Array[] {
    return categoryNames.map((name, field) => {
      const placeByCode = new Map(dictionaries[name].map((code, place) => [code, place]));
      return Float32Array.from(this.numbersByField[field]!.keys(), (code) => placeByCode.get(code) ?? Number.NaN);
    });
  }

  /** Number of codes interned over all fields; when it is unchanged, so are {@link featureValues}. */
  get codeCount(): number {
    return this.numbersByField.reduce((sum, numbers) => sum + numbers.size, 0);
  }
}
