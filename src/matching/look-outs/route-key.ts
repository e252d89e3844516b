/** The key of a route. */

/** Where goods come from and what they are. */
export interface Route {
  readonly originCountry: string | undefined;
  readonly departureCountry: string | undefined;
  readonly hsCode: string | undefined;
}

/** Returns the key of origin, departure and HS heading; undefined where one of them is missing, since two of the three say too little. */
export function routeKey({ originCountry, departureCountry, hsCode }: Route): string | undefined {
  if (originCountry === undefined || departureCountry === undefined || hsCode === undefined || hsCode.length < 4) {
    return undefined;
  }
  return `route:${originCountry}|${departureCountry}|${hsCode.slice(0, 4)}`;
}
