/** One element of an XML document, held while the document is mapped. */

/** Children up to which looking through them beats an index. */
const fewChildren = 8;

/** An element: its local name, attributes, own text and children. Prefixes and namespaces are gone. */
export class XmlElement {
  readonly name: string;
  /** Local name and value of each attribute, without declarations of namespaces. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: XmlElement[] = [];
  /** Texts and CDATA sections of the element itself, joined. */
  text = '';
  /** Where the element stands in its document's source text, in characters. */
  readonly start: number;
  end = 0;
  private byName: Map<string, XmlElement[]> | undefined;

  constructor(name: string, attributes: readonly (readonly [string, string])[], start: number) {
    this.name = name;
    this.attributes = attributes;
    this.start = start;
  }

  /** Returns the children of a name, in order. To be called once the element is complete. */
  childrenNamed(name: string): readonly XmlElement[] {
    if (this.children.length <= fewChildren) return this.children.filter((child) => child.name === name);
    if (this.byName === undefined) {
      this.byName = new Map();
      for (const child of this.children) {
        const named = this.byName.get(child.name);
        if (named === undefined) this.byName.set(child.name, [child]);
        else named.push(child);
      }
    }
    return this.byName.get(name) ?? [];
  }

  /** Returns the value of an attribute, or undefined where there is none of that name. */
  attribute(name: string): string | undefined {
    return this.attributes.find(([known]) => known === name)?.[1];
  }
}
