import { JsonValue } from '@backstage/types';
import {
  CellValue,
  Dataset,
  DatasetColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { SqlDialect } from '@cairn/backstage-plugin-data-assistant-node';
import { toName, toQuoted } from '../../context/pack/safeText';
import {
  ColumnName,
  findLiterals,
  SqlLiteral,
} from '../../curation/proposals/findLiterals';
import { resolveColumn } from '../../curation/proposals/resolveColumn';
import { nodeAt, SqlTreeParser } from '../../curation/proposals/SqlTree';
import { nearNames } from '../../sql';

/** Longer statements are not looked into: each literal costs a parse. */
const LONGEST_SQL = 8_000;
const REASONS_AT_MOST = 4;
const VALUES_AT_MOST = 6;
const LONGEST_VALUE = 60;

const quote = (value: CellValue) => toQuoted(String(value), LONGEST_VALUE);

/** The column that rows must equal this literal in, alone or in a list; undefined for any other use. */
function equalTo(
  { use, path }: SqlLiteral,
  tree: JsonValue,
): ColumnName | undefined {
  if (use.kind === 'comparison') {
    return use.operator === 'eq' ? use.column : undefined;
  }
  const at = path.lastIndexOf('in');
  const list = path.slice(0, at + 1);
  if (use.kind !== 'list' || at < 0 || nodeAt(tree, [...list, 'not'])) {
    return undefined;
  }
  const name = nodeAt(tree, [...list, 'this', 'column', 'name', 'name']);
  const table = nodeAt(tree, [...list, 'this', 'column', 'table', 'name']);
  return typeof name === 'string'
    ? { name, ...(typeof table === 'string' ? { table } : {}) }
    : undefined;
}

/** What the profile says of a value that was looked for: a known one leaves the other conditions to blame. */
function explainValue(
  literal: SqlLiteral,
  { name, profile }: DatasetColumn,
): string | undefined {
  const values = (profile?.commonValues ?? [])
    .map(({ value }) => value)
    .filter(value => value !== null);
  if (values.length === 0 || literal.kind !== 'string') {
    return undefined;
  }
  if (values.some(value => String(value) === literal.value)) {
    return `${toName(name)} does hold ${quote(literal.value)}.`;
  }
  const near = nearNames(literal.value, values.map(String));
  const shown = (near.length > 0 ? near : values).slice(0, VALUES_AT_MOST);
  const where = toName(name);
  const isKnown = profile?.complete
    ? `${where} never is ${quote(literal.value)}`
    : `${quote(literal.value)} is not among the common values of ${where}`;
  const others = near.length > 0 ? 'near ones are' : 'common ones are';
  return `${isKnown}; ${others} ${shown.map(quote).join(', ')}.`;
}

/** What the profile says of days that were looked for. */
function explainDay(
  { value, use }: SqlLiteral,
  { name, profile }: DatasetColumn,
): string | undefined {
  const { min, max } = profile ?? {};
  if (
    use.kind !== 'comparison' ||
    typeof min !== 'string' ||
    typeof max !== 'string'
  ) {
    return undefined;
  }
  const day = (text: string) => text.slice(0, 10);
  const isAfter = value > day(max) && /^(eq|gte?)$/.test(use.operator);
  const isBefore = value < day(min) && /^(eq|lte?)$/.test(use.operator);
  return isAfter || isBefore
    ? `${toName(name)} reaches from ${quote(day(min))} to ${quote(day(max))}.`
    : undefined;
}

/**
 * What the profiles know of the values that a statement compares columns with and that may have left it without
 * rows: values that do not occur, with near or common ones instead, values that do, and days outside of the data.
 */
export async function explainEmptiness(options: {
  sql: string;
  dialect: SqlDialect;
  datasets: Dataset[];
}): Promise<string[]> {
  const { sql, dialect, datasets } = options;
  if (sql.length > LONGEST_SQL) {
    return [];
  }
  const parser = await SqlTreeParser.create(dialect);
  const tree = parser.parse(sql);
  if (tree === undefined) {
    return [];
  }
  const reasons = findLiterals(parser, sql, tree).flatMap(literal => {
    const named =
      literal.kind === 'date' && literal.use.kind === 'comparison'
        ? literal.use.column
        : equalTo(literal, tree);
    const found =
      named &&
      resolveColumn({ tree, path: literal.path, column: named, datasets });
    const explain = literal.kind === 'date' ? explainDay : explainValue;
    return (found && explain(literal, found.column)) ?? [];
  });
  return [...new Set(reasons)].slice(0, REASONS_AT_MOST);
}
