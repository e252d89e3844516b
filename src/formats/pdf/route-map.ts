/** Draws routes on a map of the world. The land is drawn once a file, and pages refer to it. */
import { type GeoContext, geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import { countryPoint } from '../../domain/country-point.ts';
import type { PdfPages } from './pdf-pages.ts';

const width = 250;
const height = 122;
const landName = 'Land';

/** What pdfkit has of objects that pages refer to, and its types do not tell. */
interface PdfInternals {
  ref(data: object): { end(content: Uint8Array): void };
  addContent(operators: string): void;
  readonly page: { readonly xobjects: { [name: string]: unknown } };
}

type Topology = Parameters<typeof feature>[0];

/** Draws maps in one file. */
export class RouteMap {
  private readonly pages: PdfPages;
  private readonly land: unknown;
  private readonly projection;

  /** @param topology land as TopoJSON, with the object `land` (`world-atlas`, after Natural Earth). */
  constructor(pages: PdfPages, topology: unknown) {
    this.pages = pages;
    const world = topology as Topology;
    const land = feature(world, world.objects.land!);
    this.projection = geoNaturalEarth1().fitExtent(
      [
        [1, 1],
        [width - 1, height - 1],
      ],
      { type: 'Sphere' },
    );
    const form = this.internals.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, width, height], Resources: {} });
    const operators = pathOperators((context) => geoPath(this.projection, context)(land));
    form.end(Buffer.from(`0.85 0.88 0.91 rg\n${operators}f*\n`));
    this.land = form;
  }

  private get internals(): PdfInternals {
    return this.pages.doc as unknown as PdfInternals;
  }

  /** Draws a route at the right of the page, from the current line down, and returns the height that it takes. */
  draw(route: readonly string[], x: number): number {
    const { doc, y } = this.pages;
    const points = route.map((code) => ({ code, at: countryPoint(code) }));
    this.internals.page.xobjects[landName] = this.land;
    doc.save();
    this.internals.addContent(`1 0 0 1 ${x} ${y} cm /${landName} Do`);
    const known = points.flatMap(({ at }) => (at === undefined ? [] : [[...at]]));
    const line = pathOperators((context) =>
      geoPath(this.projection, context)({ type: 'LineString', coordinates: known }),
    );
    this.internals.addContent(`1.2 w 0.75 0.2 0.1 RG\n${line}S`);
    doc.restore();
    points.forEach(({ code, at }, index) => {
      const place = at === undefined ? null : this.projection([...at]);
      if (place === null) return;
      const isEnd = index === 0 || index === points.length - 1;
      doc.circle(x + place[0], y + place[1], isEnd ? 2.6 : 1.8).fill(isEnd ? '#8a1c10' : '#b8604f');
      this.pages.textAt(code, x + place[0] + 3, y + place[1] - 9, 30, { size: 7, isBold: true });
    });
    return height;
  }
}

/** Size of a map in points. */
export const mapWidth = width;
/** Its height in points. */
export const mapHeight = height;

/** Returns what d3 draws as operators of PDF, with a tenth of a point. */
function pathOperators(draw: (context: GeoContext) => void): string {
  const parts: string[] = [];
  const place = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
  draw({
    beginPath: () => {},
    moveTo: (x, y) => parts.push(`${place(x, y)} m\n`),
    lineTo: (x, y) => parts.push(`${place(x, y)} l\n`),
    closePath: () => parts.push('h\n'),
    arc: () => {},
  });
  return parts.join('');
}
