/** The markdown that model cards use: headings, paragraphs, lists, tables and code. */

/** A block of a text. */
export type MarkdownBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph' | 'quote'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'code'; readonly text: string };

/** A piece of a line. */
export interface MarkdownSpan {
  readonly kind: 'text' | 'strong' | 'emphasis' | 'code';
  readonly text: string;
}

const bullet = /^\s*(?:[-*]|(\d+)[.)])\s+(.*)$/;

function cells(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** Takes a text apart into blocks; what it does not know is a paragraph. */
export function parseMarkdown(markdown: string): readonly MarkdownBlock[] {
  const lines = markdown.replaceAll('\r\n', '\n').split('\n');
  const blocks: MarkdownBlock[] = [];
  let at = 0;
  const takeWhile = (holds: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && holds(lines[at]!)) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at]!;
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (line.trim() === '') at += 1;
    else if (heading !== null) {
      blocks.push({ kind: 'heading', level: heading[1]!.length, text: heading[2]!.trim() });
      at += 1;
    } else if (line.startsWith('```')) {
      at += 1;
      blocks.push({ kind: 'code', text: takeWhile((each) => !each.startsWith('```')).join('\n') });
      at += 1;
    } else if (line.trim().startsWith('|')) {
      const [head, , ...rows] = takeWhile((each) => each.trim().startsWith('|')).map(cells);
      blocks.push({ kind: 'table', head: head ?? [], rows });
    } else if (line.startsWith('>')) {
      const quoted = takeWhile((each) => each.startsWith('>'));
      blocks.push({ kind: 'quote', text: quoted.map((each) => each.replace(/^>\s?/, '').trim()).join(' ') });
    } else if (bullet.test(line)) {
      const isOrdered = bullet.exec(line)![1] !== undefined;
      const items: string[] = [];
      for (const each of takeWhile((next) => next.trim() !== '' && !next.startsWith('#'))) {
        const item = bullet.exec(each);
        if (item !== null) items.push(item[2]!);
        else items[items.length - 1] = `${items.at(-1)} ${each.trim()}`;
      }
      blocks.push({ kind: 'list', isOrdered, items });
    } else {
      const isText = (each: string): boolean => each.trim() !== '' && !/^(#|```|\||>|\s*[-*]\s)/.test(each);
      const text = takeWhile(isText);
      // A line that begins like another block and is none must not be met again.
      if (text.length === 0) text.push(lines[at++]!);
      blocks.push({ kind: 'paragraph', text: text.map((each) => each.trim()).join(' ') });
    }
  }
  return blocks;
}

/** Takes a line apart into plain, strong, emphasised and code pieces; the text of a link stands for it. */
export function parseSpans(line: string): readonly MarkdownSpan[] {
  const spans: MarkdownSpan[] = [];
  const plain = line.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1');
  let from = 0;
  for (const match of plain.matchAll(/`([^`]+)`|\*\*([^*]+)\*\*|(?<![*\w])\*([^*\s][^*]*)\*/g)) {
    if (match.index > from) spans.push({ kind: 'text', text: plain.slice(from, match.index) });
    const [whole, code, strong, emphasis] = match;
    if (code !== undefined) spans.push({ kind: 'code', text: code });
    else if (strong !== undefined) spans.push({ kind: 'strong', text: strong });
    else spans.push({ kind: 'emphasis', text: emphasis! });
    from = match.index + whole.length;
  }
  if (from < plain.length) spans.push({ kind: 'text', text: plain.slice(from) });
  return spans;
}
