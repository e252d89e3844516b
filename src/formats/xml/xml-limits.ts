/** What an XML file may do before it is refused. */
export const xmlLimits = {
  /** Levels of elements. */
  depth: 64,
  /** Attributes of one element, namespaces among them. */
  attributes: 64,
  /** Characters of one text, tag, comment or other piece of markup, and of all texts of one element. */
  pieceCharacters: 1024 * 1024,
  /** Characters of one document, from its first tag to its last. */
  documentCharacters: 16 * 1024 * 1024,
  /** Elements of one document. */
  documentElements: 250_000,
  /** Characters of a whole file, unpacked. */
  fileCharacters: 4 * 1024 * 1024 * 1024,
} as const;
