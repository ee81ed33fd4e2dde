import { countTokens } from './countTokens';
import { PackMaterial } from './ContextPack';
import { RankedTable } from './rankColumns';
import { toName } from './safeText';

/** Tables named without columns cost little, yet of very many only the nearest are named. */
const NAMES_SHARE = 0.15;
/** Above 1: rather more columns of the nearest tables than some of many tables. */
const TABLE_EXPONENT = 2;
/** Below this share of its budget the choice is made again with what was not used. */
const WELL_USED = 0.95;
/** What surrounds a table's columns: its line's beginning and end. */
const LINE_TOKENS = 5;
const COMMA_TOKENS = 1;
const HEADING_TOKENS = 8;
/** Kept for what the likeliest columns hold, when not all columns can be named. */
const DETAILS_SHARE = 0.05;

/** A table with those of its columns that are told of. */
interface ToldTable {
  ranked: RankedTable;
  /** Positions in `outline.columns`. */
  told: Set<number>;
}

/** Which tables and columns a text tells of, and the text. */
export interface SchemaSection {
  text: string;
  /** Nearest first; some without columns. */
  tables: { id: string; table: string; columns: string[]; line: string }[];
  omitted: { datasets: number; columns: number };
}

const split = (table: string) => {
  const at = table.lastIndexOf('.');
  return { schema: table.slice(0, Math.max(0, at)), name: table.slice(at + 1) };
};

const sumOf = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

function costOf(column: string): number {
  return countTokens(` ${toName(column)}`) + COMMA_TOKENS;
}

function headingCost(schema: string): number {
  return countTokens(schema) + HEADING_TOKENS;
}

function lineCost(table: string): number {
  return countTokens(` ${toName(split(table).name)}`) + LINE_TOKENS;
}

/**
 * Tells of all tables with all columns when they fit. Else, of the columns that matter most, table by
 * table, as many as fit; then names of further tables.
 */
export function writeSchema(
  ranked: RankedTable[],
  material: PackMaterial,
  budget: number,
): SchemaSection {
  const whole = wholeCost(ranked, budget);
  const isWhole = ranked.length === material.outlines.length && whole <= budget;
  if (isWhole) {
    const told = ranked.map(table => ({
      ranked: table,
      told: new Set(table.outline.columns.keys()),
    }));
    return write(told, material, whole <= budget / 2);
  }
  const share = budget * (1 - DETAILS_SHARE);
  const first = write(chooseColumns(ranked, share), material, false);
  const used = countTokens(first.text);
  if (used > share * WELL_USED) {
    return first;
  }
  const room = (share * share) / used;
  const second = write(chooseColumns(ranked, room), material, false);
  return countTokens(second.text) <= share ? second : first;
}

/** What all columns of all tables cost, or any number above the budget when they cost more. */
function wholeCost(ranked: RankedTable[], budget: number): number {
  let cost = 0;
  const schemas = new Set<string>();
  for (const { outline } of ranked) {
    const { schema } = split(outline.table);
    if (!schemas.has(schema)) {
      schemas.add(schema);
      cost += headingCost(schema);
    }
    cost += lineCost(outline.table);
    for (const column of outline.columns) {
      cost += costOf(column);
      if (cost > budget) {
        return cost;
      }
    }
  }
  return cost;
}

function chooseColumns(ranked: RankedTable[], budget: number): ToldTable[] {
  const candidates = ranked
    .flatMap((table, order) =>
      table.outline.columns.map((name, index) => ({
        order,
        index,
        name,
        value: table.score ** TABLE_EXPONENT * table.columnScores[index],
      })),
    )
    .sort(
      (a, b) => b.value - a.value || a.order - b.order || a.index - b.index,
    );
  const chosen = new Map<number, Set<number>>();
  const schemas = new Set<string>();
  const open = (order: number) => {
    const { table } = ranked[order].outline;
    const { schema } = split(table);
    return lineCost(table) + (schemas.has(schema) ? 0 : headingCost(schema));
  };
  let left = budget * (1 - NAMES_SHARE);
  for (const { order, index, name } of candidates) {
    const cost = costOf(name) + (chosen.has(order) ? 0 : open(order));
    if (cost > left) {
      break;
    }
    left -= cost;
    schemas.add(split(ranked[order].outline.table).schema);
    chosen.set(order, (chosen.get(order) ?? new Set()).add(index));
  }
  left += budget * NAMES_SHARE;
  for (let order = 0; order < ranked.length; order++) {
    if (!chosen.has(order)) {
      const cost = open(order);
      if (cost > left) {
        break;
      }
      left -= cost;
      schemas.add(split(ranked[order].outline.table).schema);
      chosen.set(order, new Set());
    }
  }
  return [...chosen]
    .sort(([a], [b]) => a - b)
    .map(([order, told]) => ({ ranked: ranked[order], told }));
}

function write(
  told: ToldTable[],
  { outlines }: PackMaterial,
  withTypes: boolean,
): SchemaSection {
  const schemas = new Map<string, string[]>();
  const tables = told.map(({ ranked: { outline }, told: positions }) => {
    const { schema, name } = split(outline.table);
    const columns = outline.columns.filter((_, index) => positions.has(index));
    const written = outline.columns.flatMap((column, index) =>
      positions.has(index)
        ? [
            withTypes && outline.types[index] !== 'string'
              ? `${toName(column)} ${outline.types[index]}`
              : toName(column),
          ]
        : [],
    );
    const hidden = outline.columns.length - columns.length;
    const more = hidden > 0 ? [`+${hidden}`] : [];
    const line = `- ${toName(name)}(${[...written, ...more].join(', ')})`;
    schemas.set(schema, [...(schemas.get(schema) ?? []), line]);
    return { id: outline.id, table: outline.table, columns, line };
  });
  const intro = withTypes ? 'Columns without a type are text. ' : '';
  const parts = [...schemas].map(([schema, lines]) =>
    [
      schema === ''
        ? 'Without a schema:'
        : `In schema ${schema.split('.').map(toName).join('.')}:`,
      ...lines,
    ].join('\n'),
  );
  return {
    text: `## Tables\n${intro}+n: so many more columns.\n${parts.join('\n')}`,
    tables,
    omitted: {
      datasets: outlines.length - tables.length,
      columns: sumOf(
        told.map(
          ({ ranked: { outline }, told: positions }) =>
            outline.columns.length - positions.size,
        ),
      ),
    },
  };
}
