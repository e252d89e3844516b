/** XML text of plain objects. */

/** Content of an element: a text, or an object whose keys are children in order, `@name` attributes and `#text` the text. Lists are repeated elements; undefined is left out. */
export type XmlContent = string | number | undefined | readonly XmlContent[] | { readonly [key: string]: XmlContent };

const escapes: { readonly [sign: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Returns an element, or as many as a list has members, without white space between tags. */
export function xmlText(name: string, content: XmlContent): string {
  if (content === undefined) return '';
  if (Array.isArray(content)) return content.map((one) => xmlText(name, one)).join('');
  if (typeof content !== 'object') return `<${name}>${escaped(String(content))}</${name}>`;
  let attributes = '';
  let inner = '';
  for (const [key, value] of Object.entries(content as { readonly [key: string]: XmlContent })) {
    if (key.startsWith('@')) {
      if (value !== undefined) attributes += ` ${key.slice(1)}="${escaped(String(value))}"`;
    } else inner += key === '#text' ? escaped(String(value ?? '')) : xmlText(key, value);
  }
  return `<${name}${attributes}>${inner}</${name}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => escapes[sign]!);
}
