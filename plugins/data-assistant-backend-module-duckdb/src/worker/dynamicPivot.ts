import { Session } from './Database';
import { EngineError } from './EngineError';
import { lexSql, replaceAt, SqlToken } from './lexSql';
import {
  findPivotValues,
  MAX_COLUMNS,
  PivotValues,
  selectValues,
} from './pivotSelects';
import { quoteText } from './quoteName';
import { readTree } from './readTree';
import { TreeReferences, walkTree } from './walkTree';

const PREFIX = 'cairn_pivot_';
const PIVOT = /\bpivot(_wider)?\b/i;
const END_OF_COLUMNS =
  /^(USING|GROUP|ORDER|LIMIT|OFFSET|UNION|INTERSECT|EXCEPT|;)$/;

/** A statement with PIVOT whose columns come from the data: the engine's parser gives no tree of it. */
export interface DynamicPivot {
  /** The tree of the statement with a made-up enum in place of each list of columns. */
  tree: unknown;
  enums: ReadonlySet<string>;
  /** For each list of columns, SQL that selects its values. */
  queries: string[];
  /** The statement with these lists of columns. */
  fill(columns: readonly (readonly string[])[]): string;
}

/**
 * Takes such a statement apart: `PIVOT t ON x` becomes `PIVOT t ON x IN cairn_pivot_0`. Only what the parser
 * then finds is read or run, so a wrong guess of where a column ends is an error and never a way around.
 *
 * @returns undefined for any other statement
 */
export async function readDynamicPivot(
  session: Session,
  sql: string,
): Promise<DynamicPivot | undefined> {
  if (!PIVOT.test(sql) || sql.includes(PREFIX)) {
    return undefined;
  }
  const ends = endsOfColumns(sql);
  if (ends.length === 0 || !(await readTree(session, sql)).error) {
    return undefined;
  }
  const fill = (text: (index: number) => string) =>
    replaceAt(
      sql,
      ends.map((end, index) => ({
        start: end,
        end,
        text: ` IN ${text(index)}`,
      })),
    );
  const enums = new Set(ends.map((_, index) => `${PREFIX}${index}`));
  const template = fill(index => `${PREFIX}${index}`);
  const { error, statements = [] } = await readTree(session, template);
  if (error || statements.length !== 1) {
    return undefined;
  }
  const tree = statements[0].node;
  const checked = walkTree(tree, { enums });
  const values = findPivotValues(tree, enums);
  if (values.size !== enums.size) {
    return undefined;
  }
  const queries: string[] = [];
  for (const name of enums) {
    const select = await readSelect(session, template, values.get(name)!);
    assertWithin(walkTree(JSON.parse(select)), checked);
    queries.push(await writeSql(session, select));
  }
  return {
    tree,
    enums,
    queries,
    fill: columns => fill(index => listOf(columns[index])),
  };
}

/** The statement as the engine can prepare it, with the columns of each PIVOT spelled out. */
export async function spellOutPivots(
  session: Session,
  sql: string,
  valuesOf: (query: string) => Promise<string[]>,
): Promise<string> {
  const pivot = await readDynamicPivot(session, sql);
  if (!pivot) {
    return sql;
  }
  const columns: string[][] = [];
  for (const query of pivot.queries) {
    columns.push(await valuesOf(query));
  }
  if (columns.some(({ length }) => length > MAX_COLUMNS)) {
    throw new EngineError(
      'invalid-sql',
      `PIVOT would make more than ${MAX_COLUMNS} columns; name the values that are wanted with IN`,
    );
  }
  return pivot.fill(columns);
}

/** Offsets after each column of `PIVOT … ON a, b` that has no list of values. */
function endsOfColumns(sql: string): number[] {
  const tokens = lexSql(sql);
  return tokens.flatMap((token, index) => {
    if (!PIVOT.test(token.text)) {
      return [];
    }
    const rest = tokens.slice(index + 1);
    const end = rest.findIndex(({ depth }) => depth < token.depth);
    const inside = (end < 0 ? rest : rest.slice(0, end)).filter(
      ({ depth, text }) => depth === token.depth && text !== ')',
    );
    // The joins that it reads from have ON too; its own is the last.
    const own = inside.slice(inside.findLastIndex(t => t.text === 'ON') + 1);
    const over = own.findIndex(({ text }) => END_OF_COLUMNS.test(text));
    const columns = over < 0 ? own : own.slice(0, over);
    return own.length === inside.length ? [] : endsOf(columns, tokens);
  });
}

function endsOf(columns: SqlToken[], tokens: SqlToken[]): number[] {
  const ends: number[] = [];
  let hasValues = false;
  for (const [index, token] of columns.entries()) {
    hasValues ||= token.text === 'IN';
    const next = columns[index + 1];
    if (token.text !== ',' && (!next || next.text === ',')) {
      if (!hasValues) {
        ends.push(endWithParentheses(token, tokens));
      }
      hasValues = false;
    }
  }
  return ends;
}

/** Of a token and, when it opens a parenthesis, of all that is in it. */
function endWithParentheses(token: SqlToken, tokens: SqlToken[]): number {
  return token.text === '('
    ? tokens.find(
        ({ text, depth, start }) =>
          text === ')' && depth === token.depth && start > token.start,
      )?.end ?? token.end
    : token.end;
}

function assertWithin(part: TreeReferences, whole: TreeReferences): void {
  for (const kind of ['tables', 'functions', 'tableFunctions'] as const) {
    if (![...part[kind]].every(name => whole[kind].has(name))) {
      throw new EngineError(
        'invalid-sql',
        'The columns of this PIVOT cannot be found; name their values with IN',
      );
    }
  }
}

/** The parts are the engine's own text, because numbers of a tree may be larger than JavaScript's. */
async function readSelect(
  session: Session,
  sql: string,
  { expression, source, ctes }: PivotValues,
): Promise<string> {
  const places = [expression, source, ...ctes].map(
    place => `/statements/0/node${place}`,
  );
  const result = await session.rows(
    `SELECT json_extract(json_serialize_sql($1::VARCHAR, skip_null := false, skip_empty := false), p)::VARCHAR
       FROM (SELECT unnest(string_split($2::VARCHAR, ' ')) AS p)`,
    [sql, places.join(' ')],
  );
  const [first, second, ...others] = (await result.getRows()).map(([json]) =>
    String(json),
  );
  return selectValues({ expression: first, source: second, ctes: others });
}

async function writeSql(session: Session, select: string): Promise<string> {
  const result = await session.rows(
    'SELECT json_deserialize_sql($1::VARCHAR)',
    [`{"statements":[{"node":${select},"named_param_map":[]}]}`],
  );
  const [[sql]] = await result.getRows();
  return `SELECT v::VARCHAR FROM (${sql}) AS t(v)`;
}

function listOf(values: readonly string[]): string {
  const literals = values.map(quoteText);
  return `(${literals.join(', ') || 'NULL'})`;
}
