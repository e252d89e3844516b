/** A lane in colour, shape and text. */
import type { Lane } from '../api/contract.ts';
import { laneWords } from '../format/code-words.ts';

const shapes: Readonly<Record<Lane, string>> = { red: '▲', yellow: '◆', blue: '■', green: '●' };

/** Shows a lane; nobody needs to see its colour to know it. */
export function LaneMark({ lane }: { readonly lane: Lane }) {
  return (
    <span className={`lane lane-${lane}`}>
      <span aria-hidden="true">{shapes[lane]}</span> {laneWords[lane]}
    </span>
  );
}
