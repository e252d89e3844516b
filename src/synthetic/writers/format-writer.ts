/** What every writer of a format offers: its files, and the lines that a fact becomes in them. */
import type { SimulatedFact } from '../simulated-fact.ts';

/** One file of a format. */
export interface WrittenTable {
  /** Name of the file. */
  readonly name: string;
  /** First line, where the format has one. */
  readonly header: string | undefined;
  /** Last line, where the format has one. */
  readonly footer?: string;
  readonly encoding: 'utf-8' | 'latin1';
  /** Whether the file holds for the whole world rather than for one of its phases. */
  readonly isOfWholeWorld?: boolean;
  /** Folder in which there is one file of the table a phase, named after it, instead of a file of this name in each phase's folder. */
  readonly folder?: string;
  /** Makes a file's bytes of all its lines, for formats that can only be written whole. */
  readonly pack?: (lines: readonly string[]) => Uint8Array;
}

/** One line of one of the files, without its end. */
export interface WrittenLine {
  readonly table: WrittenTable;
  readonly text: string;
  /** Whether the line was made bad on purpose, so that reading must reject it. */
  readonly isSpoiled: boolean;
}

/** Renders facts in one format. */
export interface FormatWriter {
  readonly tables: readonly WrittenTable[];
  /** Lines of a fact, none where the format does not tell of it. */
  lines(fact: SimulatedFact): readonly WrittenLine[];
}
