import { SqlDialect } from '@cairn/backstage-plugin-data-assistant-node';
import { Dice } from './Dice';
import { Leaves } from './leaves';

export type Kind = 'num' | 'text' | 'bool' | 'time' | 'list';

/** Columns that are at hand, by kind, each with its table before it. */
export type Columns = Partial<Record<Kind, string[]>>;

/** What an expression may be made of here. */
export interface Place {
  columns: Columns;
  depth: number;
  /** Window functions may stand here. */
  windows?: boolean;
}

/** Where the one forbidden leaf goes: the place of that number, counted in the order in which they are made. */
export interface Target {
  place: number;
  leaves: Leaves;
}

const LITERALS: Record<Kind, Record<SqlDialect, string[]>> = {
  num: same('1', '0', '-7', '2.5', 'NULL'),
  text: {
    duckdb: ["'SE'", "'it''s -- no comment'", "'/* neither */'", '$$%a_$$'],
    postgres: ["'SE'", "'it''s -- no comment'", "'/* neither */'", '$$%a_$$'],
    bigquery: ["'SE'", "'it\\'s -- no comment'", "'/* neither */'", '"%a_"'],
  },
  bool: same('true', 'false', '1 = 1'),
  time: same("DATE '2026-01-01'", "TIMESTAMP '2026-01-01 10:00:00'"),
  list: {
    duckdb: ["['a', 'b']", '[]::VARCHAR[]'],
    postgres: ["ARRAY['a', 'b']"],
    bigquery: ["['a', 'b']"],
  },
};

function same(...texts: string[]): Record<SqlDialect, string[]> {
  return { duckdb: texts, postgres: texts, bigquery: texts };
}

/** Writes expressions of allowed functions, and the forbidden leaf where the target says. */
export class SqlExpressions {
  places = 0;
  /** The leaf that was put in. */
  leaf: string | undefined;

  constructor(
    private readonly dialect: SqlDialect,
    private readonly dice: Dice,
    private readonly target: Target | undefined,
    /** A query of one column of the kind. */
    private readonly subquery: (kind: Kind, place: Place) => string,
  ) {}

  /** A table, unless this is the place of the leaf. */
  table(make: () => string): string {
    return this.#reached() ? this.#put('tables') : make();
  }

  expression(kind: Kind, place: Place): string {
    if (this.#reached()) {
      return this.#put('values');
    }
    const columns = place.columns[kind] ?? [];
    const own = this.#productions(kind, { ...place, depth: place.depth - 1 });
    if (place.depth <= 0 || this.dice.chance(0.3)) {
      return columns.length && this.dice.chance(0.7)
        ? this.dice.pick(columns)
        : this.dice.pick(LITERALS[kind][this.dialect]);
    }
    return this.dice.pick(own)();
  }

  #reached(): boolean {
    this.places += 1;
    return this.places - 1 === this.target?.place;
  }

  #put(kind: keyof Leaves): string {
    this.leaf = this.dice.pick(this.target!.leaves[kind]);
    return this.leaf;
  }

  #productions(kind: Kind, place: Place): (() => string)[] {
    const e = (of: Kind) => this.expression(of, place);
    const q = (of: Kind) => this.subquery(of, place);
    const duckdb = this.dialect === 'duckdb';
    const cast = duckdb || this.dialect === 'postgres' ? 'VARCHAR' : 'STRING';
    const int = this.dialect === 'bigquery' ? 'INT64' : 'INTEGER';
    const anyKind: (() => string)[] = [
      () => `CASE WHEN ${e('bool')} THEN ${e(kind)} ELSE ${e(kind)} END`,
      () => `coalesce(${e(kind)}, ${e(kind)})`,
      () => `(${e(kind)})`,
      () => `(${q(kind)})`,
      () => `nullif(${e(kind)}, ${e(kind)})`,
    ];
    const windows: (() => string)[] = place.windows
      ? [
          () => this.#window('sum', place),
          () => this.#window('max', place),
          () =>
            `row_number() OVER (PARTITION BY ${this.#flat(
              'text',
              place,
            )} ORDER BY ${this.#flat('num', place)} DESC)`,
        ]
      : [];
    const of: Record<Kind, (() => string)[]> = {
      num: [
        ...windows,
        () => `(${e('num')} ${this.dice.pick(['+', '-', '*'])} ${e('num')})`,
        () => `abs(${e('num')})`,
        () => `CASE ${e('text')} WHEN ${e('text')} THEN ${e('num')} END`,
        () => `length(${e('text')})`,
        () => `extract(year FROM ${e('time')})`,
        () => `CAST(${e('num')} AS ${int})`,
        ...(duckdb ? this.#duckdbNumbers(place) : []),
        ...(this.dialect === 'postgres'
          ? [
              () => `(ARRAY[${e('num')}, ${e('num')}])[1]`,
              () => `(${e('num')})::numeric`,
            ]
          : []),
        ...(this.dialect === 'bigquery'
          ? [
              () => `[${e('num')}, ${e('num')}][SAFE_OFFSET(0)]`,
              () => `STRUCT(${e('num')} AS a).a`,
              () => `IF(${e('bool')}, ${e('num')}, ${e('num')})`,
            ]
          : []),
      ],
      text: [
        () => `upper(${e('text')})`,
        () => `(${e('text')} || ${e('text')})`,
        () => `replace(${e('text')}, ${e('text')}, ${e('text')})`,
        () => `CAST(${e('num')} AS ${cast})`,
        () => `concat(${e('text')}, ${e('text')})`,
        ...(duckdb
          ? [
              () => `${e('list')}[1]`,
              () => `strftime(${e('time')}, '%Y-%m')`,
              () => `format('{} {}', ${e('num')}, ${e('text')})`,
              () => `array_to_string(${e('list')}, ', ')`,
              () => `(${e('text')} COLLATE nocase)`,
            ]
          : []),
      ],
      bool: [
        () =>
          `${e('num')} ${this.dice.pick(['<', '=', '<>', '>='])} ${e('num')}`,
        () => `${e('text')} LIKE ${e('text')}`,
        () => `(${e('bool')} ${this.dice.pick(['AND', 'OR'])} ${e('bool')})`,
        () => `(NOT ${e('bool')})`,
        () => `${e('num')} BETWEEN ${e('num')} AND ${e('num')}`,
        () => `${e('num')} IN (${e('num')}, ${e('num')}, ${e('num')})`,
        () => `${e('text')} IN (${q('text')})`,
        () => `EXISTS (${q('num')})`,
        () => `${e('text')} IS NOT NULL`,
        ...(this.dialect === 'bigquery'
          ? []
          : [
              () => `${e('num')} > ALL (${q('num')})`,
              () => `${e('text')} IS DISTINCT FROM ${e('text')}`,
            ]),
        ...(duckdb ? [() => `list_contains(${e('list')}, ${e('text')})`] : []),
      ],
      time: [
        () => `date_trunc('month', ${e('time')})`,
        () => `(${e('time')} + INTERVAL '1' DAY)`,
      ],
      list: [
        ...(duckdb
          ? [
              () => `[${e('text')}, ${e('text')}]`,
              () => `list_filter(${e('list')}, lambda x: x <> ${e('text')})`,
              () =>
                `[x || ${e('text')} FOR x IN (${e('list')}) IF ${e('bool')}]`,
              () => `ARRAY(${q('text')})`,
              () => `string_split(${e('text')}, ',')`,
            ]
          : []),
        ...(this.dialect === 'postgres'
          ? [() => `ARRAY[${e('text')}]`, () => `ARRAY(${q('text')})`]
          : []),
        ...(this.dialect === 'bigquery'
          ? [() => `[${e('text')}, ${e('text')}]`, () => `ARRAY(${q('text')})`]
          : []),
      ],
    };
    if (this.dialect === 'bigquery') {
      of.time = [() => `TIMESTAMP_TRUNC(${e('time')}, MONTH)`];
    }
    return [...anyKind, ...of[kind], ...of[kind]];
  }

  #duckdbNumbers(place: Place): (() => string)[] {
    const e = (of: Kind) => this.expression(of, place);
    return [
      () => `{'a': ${e('num')}, 'b': ${e('text')}}.a`,
      () => `[${e('num')}, ${e('num')}][1]`,
      () => `MAP {'k': ${e('num')}}['k']`,
      () =>
        `list_sum(list_transform([${e('num')}], lambda x: x + ${e('num')}))`,
      () =>
        `list_reduce([${e('num')}, ${e('num')}], lambda a, b: a + b * ${e(
          'num',
        )})`,
      () => `(${e('num')})::DOUBLE`,
      () => `TRY_CAST(${e('text')} AS INTEGER)`,
      () => `list_aggregate([${e('num')}], 'sum')`,
      () => `greatest(${e('num')}, ${e('num')})`,
    ];
  }

  /** Without a window in it, since windows do not nest. */
  #flat(kind: Kind, place: Place): string {
    return this.expression(kind, { ...place, windows: false });
  }

  #window(name: string, place: Place): string {
    const frame = this.dice.pick([
      '',
      `ROWS BETWEEN ${this.#bound()} PRECEDING AND CURRENT ROW`,
      'RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
    ]);
    const num = this.#flat('num', place);
    const by = this.#flat('text', place);
    return `${name}(${num}) OVER (PARTITION BY ${by} ORDER BY ${this.#flat(
      'num',
      place,
    )} ${frame})`;
  }

  /** A number that may not depend on a row. */
  #bound(): string {
    return this.expression('num', { columns: {}, depth: 0 }).replace(
      /^(NULL|-7|2\.5)$/,
      '3',
    );
  }
}
