// Which cases of a property are tried: the same in each `npm test`, others and many more in `npm run test:long`.

/** What `fc.assert` takes. `DROPMILL_CASES` and `DROPMILL_SEED` choose how many and which. */
export interface PropertyCases {
  readonly numRuns: number;
  readonly seed: number;
}

/** @param usual how many there are in `npm test` */
export function propertyCases(usual: number): PropertyCases {
  const { DROPMILL_CASES = usual, DROPMILL_SEED = 1 } = process.env;
  return { numRuns: Number(DROPMILL_CASES), seed: Number(DROPMILL_SEED) };
}
