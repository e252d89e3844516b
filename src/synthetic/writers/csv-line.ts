/** One line of a delimited file. */

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/** Returns the fields as a line without its end; fields that hold the delimiter, a quote or a line break are quoted (RFC 4180). */
export function csvLine(fields: readonly (string | number | undefined)[], delimiter = ','): string {
  const delimiterCode = delimiter.charCodeAt(0);
  const texts = new Array<string | number>(fields.length);
  for (let place = 0; place < fields.length; place++) {
    const field = fields[place] ?? '';
    texts[place] =
      typeof field === 'string' && needsQuotes(field, delimiterCode) ? `"${field.replaceAll('"', '""')}"` : field;
  }
  return texts.join(delimiter);
}

function needsQuotes(text: string, delimiterCode: number): boolean {
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code === delimiterCode || code === quote || code === lineFeed || code === carriageReturn) return true;
  }
  return false;
}
