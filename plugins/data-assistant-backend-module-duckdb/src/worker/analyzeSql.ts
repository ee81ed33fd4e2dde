import { SqlAnalysis } from '@cairn/backstage-plugin-data-assistant-node';
import { Session } from './Database';
import { TreeRefusal, walkTree } from './walkTree';

const SQL_MAX_LENGTH = 100_000;
const TOO_DEEP = /max(imum)? expression depth|memory exhausted/i;

interface SerializedSql {
  error: boolean;
  error_type?: string;
  error_message?: string;
  statements?: { node: unknown }[];
}

type Refusal = Extract<SqlAnalysis, { ok: false }>;

/** Parses with the engine's own parser, in an instance without tables, and reads the tree. */
export async function analyzeSql(
  session: Session,
  sql: string,
): Promise<SqlAnalysis> {
  if (sql.length > SQL_MAX_LENGTH) {
    return refuse(
      'too-long',
      `The query is longer than ${SQL_MAX_LENGTH} characters`,
    );
  }
  // The parser would stop reading there.
  if (sql.includes('\0')) {
    return refuse('syntax', 'The query contains a NUL character');
  }
  const tree = await serialize(session, sql);
  if (tree.error) {
    return refusalOf(tree);
  }
  const statements = tree.statements ?? [];
  if (statements.length !== 1) {
    return refuse(
      'not-select',
      statements.length === 0
        ? 'There is no query'
        : 'Only one statement is allowed at a time',
    );
  }
  try {
    const found = walkTree(statements[0].node);
    return {
      ok: true,
      tables: [...found.tables],
      functions: [...found.functions],
      tableFunctions: [...found.tableFunctions],
      parameters: [...found.parameters],
    };
  } catch (error) {
    if (error instanceof TreeRefusal) {
      return refuse(error.rule, error.message);
    }
    throw error;
  }
}

async function serialize(
  session: Session,
  sql: string,
): Promise<SerializedSql> {
  const result = await session.rows(
    'SELECT json_serialize_sql($1::VARCHAR, skip_null := false, skip_empty := false)',
    [sql],
  );
  const [[json]] = await result.getRows();
  return JSON.parse(String(json));
}

function refusalOf(tree: SerializedSql): Refusal {
  const message = tree.error_message ?? 'The query cannot be read';
  if (TOO_DEEP.test(message)) {
    return refuse('too-deep', 'The query is nested too deep');
  }
  return tree.error_type === 'parser' &&
    !/not supported|needs a SELECT/i.test(message)
    ? refuse('syntax', `The query cannot be read: ${message}`)
    : refuse('not-select', 'Only a SELECT is allowed');
}

function refuse(rule: Refusal['rule'], message: string): Refusal {
  return { ok: false, rule, message };
}
