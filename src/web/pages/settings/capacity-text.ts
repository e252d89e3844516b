/** Capacity as the text of its file. */
import type { Capacity } from '../../api/contract.ts';

/** A line as it is typed; what is empty means any. */
export interface TypedLine {
  readonly office: string;
  readonly channel: string;
  readonly shift: string;
  readonly examinations: string;
  readonly forecastArrivals: string;
}

/** A line for everything. */
export const newLine: TypedLine = { office: '*', channel: '*', shift: 'each', examinations: '0', forecastArrivals: '' };

/** Returns the lines of a capacity as they are typed. */
export function typedLines({ lines }: Pick<Capacity, 'lines'>): TypedLine[] {
  return lines.map(({ examinations, forecastArrivals, ...line }) => ({
    ...line,
    examinations: String(examinations),
    forecastArrivals: forecastArrivals === undefined ? '' : String(forecastArrivals),
  }));
}

/** Returns the text of a capacity file (`src/ranking/capacity.ts`); texts are quoted as JSON, which YAML reads as it is. */
export function capacityText(lines: readonly TypedLine[]): string {
  const rows = lines.map(({ office, channel, shift, examinations, forecastArrivals }) => {
    const forecast = forecastArrivals.trim() === '' ? '' : `, forecastArrivals: ${Number(forecastArrivals)}`;
    const where = [
      ['office', office.trim() || '*'],
      ['channel', channel.trim() || '*'],
      ['shift', shift.trim() || 'each'],
    ].map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    return `  - { ${where.join(', ')}, examinations: ${Number(examinations)}${forecast} }`;
  });
  return `capacity:\n${rows.join('\n')}\n`;
}
