/** Parts of an ARIA grid. */
import type { ComponentProps } from 'react';

/** An element with a role of a grid: a table of its own cannot leave out rows that are out of sight, and the grid has the focus for all of its parts. */
export function GridPart({
  part,
  ...rest
}: ComponentProps<'div'> & { readonly part: 'grid' | 'rowgroup' | 'row' | 'columnheader' | 'gridcell' }) {
  return <div role={part} {...rest} />;
}
