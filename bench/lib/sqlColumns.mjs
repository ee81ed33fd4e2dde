/**
 * The columns that a statement uses, by its letters: each name that a table of the statement has as a column.
 * A name without a table counts for every table of the statement that has it, so rather more are asked
 * for than fewer; `*` asks for none by name.
 */
const TOKEN = /'(?:[^']|'')*'|"([^"]+)"|`([^`]+)`|([A-Za-z_]\w*)|([.,(])|\S/g;
const NOT_AN_ALIAS =
  /^(on|where|join|inner|left|right|full|cross|natural|group|order|having|limit|union|intersect|except|as|using)$/;

function tokensOf(sql) {
  return [...sql.matchAll(TOKEN)].map(([text, quoted, ticked, word, sign]) => ({
    name: (quoted ?? ticked ?? word)?.toLowerCase(),
    sign: sign ?? text,
  }));
}

/**
 * @param tables the tables that the statement reads: `[{ name: 'schema.table', columns: string[] }]`
 * @returns a `Set` of `schema.table.column` in lower case
 */
export function sqlColumns(sql, tables) {
  const byName = new Map(
    tables.map(table => [table.name.split('.').pop().toLowerCase(), table]),
  );
  const tokens = tokensOf(sql);
  const aliases = new Map(byName);
  const isTable = new Set();
  tokens.forEach(({ name }, at) => {
    const before = tokens[at - 1];
    if (
      byName.has(name) &&
      (/^(from|join)$/.test(before?.name ?? '') || before?.sign === ',') &&
      tokens[at + 1]?.sign !== '.'
    ) {
      const next = tokens[at + 1];
      const alias = next?.name === 'as' ? tokens[at + 2] : next;
      if (
        before.sign === ',' &&
        !(alias?.name && !NOT_AN_ALIAS.test(alias.name))
      ) {
        return;
      }
      isTable.add(at);
      if (alias?.name && !NOT_AN_ALIAS.test(alias.name)) {
        aliases.set(alias.name, byName.get(name));
        isTable.add(tokens.indexOf(alias));
      }
    }
  });
  const used = new Set();
  tokens.forEach(({ name }, at) => {
    if (!name || isTable.has(at) || tokens[at + 1]?.sign === '(') {
      return;
    }
    const qualifier =
      tokens[at - 1]?.sign === '.' ? tokens[at - 2]?.name : undefined;
    const of =
      qualifier === undefined
        ? tables
        : [aliases.get(qualifier)].filter(Boolean);
    for (const table of of) {
      if (table.columns.some(column => column.toLowerCase() === name)) {
        used.add(`${table.name}.${name}`.toLowerCase());
      }
    }
  });
  return used;
}
