/** Fields of rows in quarantine as the table keeps them. */

/** Returns the texts of a JSON list; JSON has no undefined, so what a row does not say comes back as null. */
export function fieldsOf(fields: unknown): readonly (string | undefined)[] | undefined {
  return (fields as readonly (string | null)[] | null)?.map((text) => text ?? undefined);
}
