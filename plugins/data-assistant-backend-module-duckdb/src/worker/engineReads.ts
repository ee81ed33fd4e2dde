import { Session } from './Database';
import { lexSql, replaceAt } from './lexSql';
import { quoteName } from './quoteName';
import { WarehouseFacts } from './readFacts';
import { readTree } from './readTree';
import { foldName, joinName, splitEngineName, splitName } from './tableName';
import { walkTree } from './walkTree';

const PARAMETER = /^(\$\w+|\?)$/;

/**
 * What the engine itself says that a statement reads, with what is under macros and under SQL in strings, as
 * `schema.table`. Under a view that the statement names it is left out: a view is its owners' decision. It says
 * nothing of statements that it cannot bind, of catalogs and of files, so this is a second opinion only.
 *
 * @param sql - binds
 */
export async function engineReads(
  session: Session,
  sql: string,
  facts: WarehouseFacts,
): Promise<string[]> {
  const read = namesIn(session, withoutParameters(sql), facts);
  if (read.length === 0 || !facts.hasViews) {
    return read;
  }
  const named = await namedTables(session, sql, facts);
  const underViews = new Set(
    [...named]
      .filter(name => facts.isView(splitName(name)))
      .flatMap(view => namesIn(session, `FROM ${quoted(view)}`, facts))
      .map(name => foldName(name)),
  );
  const own = new Set([...named].map(name => foldName(name)));
  return read.filter(
    name => own.has(foldName(name)) || !underViews.has(foldName(name)),
  );
}

function namesIn(
  session: Session,
  sql: string,
  { locate }: WarehouseFacts,
): string[] {
  return session
    .tableNames(sql)
    .map(name => joinName(locate(splitEngineName(name))));
}

async function namedTables(
  session: Session,
  sql: string,
  facts: WarehouseFacts,
): Promise<Set<string>> {
  const { statements = [] } = await readTree(session, sql);
  return statements.length === 1
    ? walkTree(statements[0].node, { facts }).tables
    : new Set();
}

/** The engine lists no tables while the type of a parameter is open. */
function withoutParameters(sql: string): string {
  return replaceAt(
    sql,
    lexSql(sql)
      .filter(({ text }) => PARAMETER.test(text))
      .map(({ start, end }) => ({ start, end, text: 'NULL' })),
  );
}

function quoted(name: string): string {
  return splitName(name).map(quoteName).join('.');
}
