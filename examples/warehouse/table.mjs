const quote = text => `'${text.replaceAll("'", "''")}'`;

/**
 * The statements that make, fill and describe one table.
 *
 * @param {{ name: string, comment?: string,
 *   columns: Record<string, [type: string, comment?: string]>, rows: string }} definition
 *   `rows` is a SELECT that yields the columns by name.
 * @returns {string[]}
 */
export function table({ name, comment, columns, rows }) {
  const names = Object.keys(columns);
  const statements = [
    `CREATE TABLE ${name} (${names
      .map(c => `${c} ${columns[c][0]}`)
      .join(', ')})`,
    `INSERT INTO ${name} SELECT ${names.join(', ')} FROM (${rows})`,
  ];
  if (comment) {
    statements.push(`COMMENT ON TABLE ${name} IS ${quote(comment)}`);
  }
  for (const [column, [, text]] of Object.entries(columns)) {
    if (text) {
      statements.push(`COMMENT ON COLUMN ${name}.${column} IS ${quote(text)}`);
    }
  }
  return statements;
}
