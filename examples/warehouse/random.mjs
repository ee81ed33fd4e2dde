/**
 * Pseudo-randomness as a pure function of (row, purpose, seed). Nothing depends on the order in
 * which rows are made, so threads cannot change the content.
 */

/**
 * `u(i, purpose)`: a DOUBLE in [0, 1). The outer hash matters: DuckDB combines arguments by XOR,
 * which alone would make two purposes of one row the same number but for a constant.
 *
 * @param {number} seed
 */
export const randomMacros = seed => [
  `CREATE TEMP MACRO u(i, purpose) AS
     (hash(hash(i, purpose, ${seed}::BIGINT)) >> 11)::DOUBLE / 9007199254740992.0`,
  // 1..n, where k is about 1/k as common as 1 (Zipf with exponent 1).
  `CREATE TEMP MACRO zipf(r, n) AS least(n, floor(pow(n + 1, r)))::INTEGER`,
  // Bell-shaped noise around 0, within -1..1.
  `CREATE TEMP MACRO bell(i, purpose) AS
     (u(i, purpose || 'a') + u(i, purpose || 'b') + u(i, purpose || 'c')) / 1.5 - 1`,
];

const quote = value =>
  value === null ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`;

/**
 * SQL that picks one of the values by weight, given an expression in [0, 1).
 *
 * @param {string} expression
 * @param {Record<string, number>} weights
 */
export function pick(expression, weights) {
  const entries = Object.entries(weights);
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let reached = 0;
  const branches = entries.slice(0, -1).map(([value, weight]) => {
    reached += weight;
    return `WHEN ${expression} < ${(reached / total).toFixed(6)} THEN ${quote(
      value,
    )}`;
  });
  return `CASE ${branches.join(' ')} ELSE ${quote(entries.at(-1)[0])} END`;
}

/** A list of strings as a SQL list literal. */
export const list = values => `[${values.map(quote).join(', ')}]`;

/** Countries by share of Tidewave's users. */
export const COUNTRIES = {
  SE: 17,
  DE: 16,
  GB: 13,
  FR: 9,
  NO: 8,
  ES: 7,
  IT: 6,
  NL: 6,
  DK: 5.5,
  PL: 4,
  FI: 4,
  US: 2.5,
  BR: 1.2,
  MX: 0.8,
};

/** The user's home country, always the same for the same user. */
export const countryOf = userId => pick(`u(${userId}, 'home')`, COUNTRIES);

export const PLATFORMS = {
  ios: 36,
  android: 33,
  web: 9,
  desktop: 10,
  smart_speaker: 7,
  car: 5,
};
