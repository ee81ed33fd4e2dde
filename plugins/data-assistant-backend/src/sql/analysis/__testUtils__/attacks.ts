/** A row of a table of tests for each attack; some are too long for the name of a test. */
export const attackRows = (attacks: [rule: string, sql: string][]) =>
  attacks.map(([rule, sql]) => [sql.slice(0, 200), rule, sql]);

/** The verdict on an attack: by its rule, and in words. */
export const refusalBy = (rule: string) => ({
  allowed: false,
  rule,
  message: expect.stringMatching(/.{10,}/),
});
