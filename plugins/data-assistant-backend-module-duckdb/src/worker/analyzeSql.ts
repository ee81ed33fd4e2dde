import { SqlAnalysis } from '@cairn/backstage-plugin-data-assistant-node';
import { Session } from './Database';
import { readDynamicPivot } from './dynamicPivot';
import { lexSql } from './lexSql';
import { WarehouseFacts } from './readFacts';
import { readTree, SerializedSql } from './readTree';
import { findSessionFunctions } from './sessionWords';
import { IMPLIED_FUNCTIONS } from './treeNodes';
import { TreeRefusal } from './TreeRefusal';
import { TreeReferences, walkTree } from './walkTree';

const SQL_MAX_LENGTH = 100_000;
const TOO_DEEP = /max(imum)? expression depth|memory exhausted/i;
const NO_SURROGATE_ALONE =
  /^(?:[^\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])*$/;

type Refusal = Extract<SqlAnalysis, { ok: false }>;

/**
 * Parses with the engine's own parser and reads the tree.
 *
 * @param session - to the warehouse, or to an instance without tables while its file cannot be read
 * @param facts - of the warehouse, when its file can be read
 */
export async function analyzeSql(
  session: Session,
  sql: string,
  facts?: WarehouseFacts,
): Promise<SqlAnalysis> {
  if (sql.length > SQL_MAX_LENGTH) {
    return refuse(
      'too-long',
      `The query is longer than ${SQL_MAX_LENGTH} characters`,
      { hint: 'Write a shorter query' },
    );
  }
  // The parser would stop reading there.
  if (sql.includes('\0')) {
    return refuse('syntax', 'The query contains a NUL character');
  }
  if (!NO_SURROGATE_ALONE.test(sql)) {
    return refuse('syntax', 'The query contains half of a character');
  }
  try {
    return await readSql(session, sql, facts);
  } catch (error) {
    if (error instanceof TreeRefusal) {
      return refuse(error.rule, error.message, error.details);
    }
    // The stack of this process is what ended first.
    if (error instanceof RangeError) {
      return refuse('too-deep', 'The query is nested too deep');
    }
    throw error;
  }
}

async function readSql(
  session: Session,
  sql: string,
  facts: WarehouseFacts | undefined,
): Promise<SqlAnalysis> {
  const parsed = await readTree(session, sql);
  if (parsed.error) {
    const pivot = await readDynamicPivot(session, sql);
    if (!pivot) {
      return refusalOf(parsed, sql);
    }
    return describe(
      session,
      walkTree(pivot.tree, { facts, enums: pivot.enums }),
      pivot.fill(pivot.queries.map(() => [])),
      facts,
    );
  }
  const statements = parsed.statements ?? [];
  if (statements.length !== 1) {
    return refuse(
      'not-select',
      statements.length === 0
        ? 'There is no query'
        : 'Only one statement is allowed at a time',
      { hint: 'Write one query that begins with SELECT or WITH' },
    );
  }
  return describe(session, walkTree(statements[0].node, { facts }), sql, facts);
}

async function describe(
  session: Session,
  found: TreeReferences,
  sql: string,
  facts: WarehouseFacts | undefined,
): Promise<SqlAnalysis> {
  const words = facts
    ? await findSessionFunctions(session, sql, found.sessionWords)
    : found.sessionWords;
  // A macro of the warehouse runs in place of the engine's own function, and may read any table.
  const macros = facts?.macros ?? new Set();
  const resolved = (name: string) => (macros.has(name) ? `main.${name}` : name);
  const functions = [
    ...[...found.functions, ...words].map(resolved),
    ...[...found.operators, ...found.sessionWords, ...IMPLIED_FUNCTIONS]
      .filter(name => macros.has(name))
      .map(resolved),
  ];
  return {
    ok: true,
    tables: [...found.tables],
    functions: [...new Set(functions)],
    tableFunctions: [...found.tableFunctions].map(resolved),
    parameters: [...found.parameters],
    ...(found.unbounded.size > 0 && {
      unbounded: [...found.unbounded].map(([name, hint]) => ({ name, hint })),
    }),
  };
}

function refusalOf(tree: SerializedSql, sql: string): Refusal {
  const message = tree.error_message ?? 'The query cannot be read';
  if (TOO_DEEP.test(message)) {
    return refuse('too-deep', 'The query is nested too deep', {
      hint: 'Put inner queries into a WITH clause before the query',
    });
  }
  if (
    tree.error_type === 'parser' &&
    !/not supported|needs a SELECT/i.test(message)
  ) {
    return refuse('syntax', `The query cannot be read: ${message}`, {
      part: /at or near "(.+)"/s.exec(message)?.[1],
    });
  }
  return refuse('not-select', 'Only a SELECT is allowed', {
    part: lexSql(sql)[0]?.text,
    hint: 'Write one query that begins with SELECT or WITH',
  });
}

function refuse(
  rule: Refusal['rule'],
  message: string,
  { part, hint }: { part?: string; hint?: string } = {},
): Refusal {
  return {
    ok: false,
    rule,
    message,
    ...(part && { part }),
    ...(hint && { hint }),
  };
}
