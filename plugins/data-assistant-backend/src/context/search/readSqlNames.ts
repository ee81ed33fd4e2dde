const TOKEN =
  /--[^\n]*|'((?:[^']|'')*)'|"([^"]+)"|`([^`]+)`|([\p{L}_][\p{L}\p{N}_$]*)/gu;
const LONGEST_SQL = 20_000;

/**
 * The schema's names that a statement says, in lower case and each once, and the texts that it compares
 * with. It reads letters, not grammar: for a search that is enough, in any dialect.
 *
 * @param schema - by names of tables and columns in lower case
 */
export function readSqlNames(
  sql: string,
  schema: ReadonlyMap<string, unknown>,
): { names: string[]; literals: string[] } {
  const names = new Set<string>();
  const literals: string[] = [];
  for (const [, literal, quoted, backquoted, bare] of sql
    .slice(0, LONGEST_SQL)
    .matchAll(TOKEN)) {
    if (literal !== undefined) {
      literals.push(literal);
      continue;
    }
    for (const part of (quoted ?? backquoted ?? bare ?? '').split('.')) {
      const name = part.toLowerCase();
      if (schema.has(name)) {
        names.add(name);
      }
    }
  }
  return { names: [...names], literals };
}
