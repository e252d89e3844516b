/** One line of a delimited file. */

/** Returns the fields as a line without its end; fields that hold the delimiter, a quote or a line break are quoted (RFC 4180). */
export function csvLine(fields: readonly (string | number | undefined)[], delimiter = ','): string {
  return fields
    .map((field) => {
      const text = field === undefined ? '' : String(field);
      return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(delimiter);
}
