/** A text in markdown. */
import { Fragment, type ReactNode, useMemo } from 'react';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { type MarkdownBlock, parseMarkdown, parseSpans } from './parse-markdown.ts';

function Spans({ text }: { readonly text: string }) {
  return parseSpans(text).map((span, index) => {
    const key = `${index} ${span.text}`;
    if (span.kind === 'code') return <code key={key}>{span.text}</code>;
    if (span.kind === 'strong') return <strong key={key}>{span.text}</strong>;
    if (span.kind === 'emphasis') return <em key={key}>{span.text}</em>;
    return <Fragment key={key}>{span.text}</Fragment>;
  });
}

function Heading({ level, children }: { readonly level: number; readonly children: ReactNode }) {
  // The page has the first level; those of a card begin beneath it.
  if (level <= 2) return <h2>{children}</h2>;
  return level === 3 ? <h3>{children}</h3> : <h4>{children}</h4>;
}

function Block({ block, label }: { readonly block: MarkdownBlock; readonly label: string }) {
  switch (block.kind) {
    case 'heading':
      return (
        <Heading level={block.level}>
          <Spans text={block.text} />
        </Heading>
      );
    case 'paragraph':
      return (
        <p>
          <Spans text={block.text} />
        </p>
      );
    case 'quote':
      return (
        <blockquote>
          <Spans text={block.text} />
        </blockquote>
      );
    case 'code':
      return <pre className="raw">{block.text}</pre>;
    case 'list': {
      const items = block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text of a card does not change
        <li key={index}>
          <Spans text={item} />
        </li>
      ));
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    default:
      return (
        <TableScroll label={label}>
          <table>
            {block.head.some((cell) => cell !== '') && (
              <thead>
                <tr>
                  {block.head.map((cell, index) =>
                    cell === '' ? (
                      // biome-ignore lint/suspicious/noArrayIndexKey: as above
                      <td key={index} />
                    ) : (
                      // biome-ignore lint/suspicious/noArrayIndexKey: as above
                      <th key={index} scope="col">
                        <Spans text={cell} />
                      </th>
                    ),
                  )}
                </tr>
              </thead>
            )}
            <tbody>
              {block.rows.map((row, rowIndex) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <tr key={rowIndex}>
                  {row.map((cell, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above
                    <td key={index}>
                      <Spans text={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      );
  }
}

/** Shows a text in markdown as elements of the page; whatever is in it stays text. */
export function Markdown({ markdown }: { readonly markdown: string }) {
  const blocks = useMemo(() => parseMarkdown(markdown), [markdown]);
  return (
    <div className="prose">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Block key={index} block={block} label={`Table ${index + 1} of the card`} />
      ))}
    </div>
  );
}
