import { SqlDialect } from '@cairn/backstage-plugin-data-assistant-node';
import { Dice } from './Dice';
import { Columns, Kind, Place, SqlExpressions, Target } from './SqlExpressions';

interface Source {
  sql: string;
  columns: Columns;
}

const TABLES: { name: string; columns: Columns }[] = [
  {
    name: 'sales.orders',
    columns: {
      num: ['id', 'customer_id', 'amount'],
      text: ['country', 'status'],
      time: ['ordered_at'],
      list: ['items'],
    },
  },
  {
    name: 'sales.customers',
    columns: { num: ['id'], text: ['name', 'email', 'country'] },
  },
  {
    name: 'sales.events',
    columns: { num: ['user_id'], text: ['kind'], time: ['ts'] },
  },
];
/** What each subquery gives. */
const GIVEN: Columns = { num: ['n'], text: ['s'] };

/**
 * Writes random queries that read `sales.orders`, `sales.customers` and `sales.events` alone, with allowed
 * functions alone, and, where a target is given, one leaf in them that a guard has to find.
 */
export class SqlGrammar {
  readonly #dice: Dice;
  readonly #dialect: SqlDialect;
  readonly #expressions: SqlExpressions;
  #ctes: string[] = [];
  #names = 0;
  #pivoted = false;

  constructor(options: {
    dialect: SqlDialect;
    random: () => number;
    target?: Target;
  }) {
    this.#dice = new Dice(options.random);
    this.#dialect = options.dialect;
    this.#expressions = new SqlExpressions(
      options.dialect,
      this.#dice,
      options.target,
      (kind, place) => this.#subquery(kind, place),
    );
  }

  /** How many places for a leaf the statement had. */
  get places(): number {
    return this.#expressions.places;
  }

  /** The leaf that is in it; undefined when it had too few places. */
  get leaf(): string | undefined {
    return this.#expressions.leaf;
  }

  statement(depth: number): string {
    return this.#query({ columns: {}, depth });
  }

  get #duckdb() {
    return this.#dialect === 'duckdb';
  }

  #name(letter: string): string {
    this.#names += 1;
    return `${letter}${this.#names}`;
  }

  #e(kind: Kind, place: Place): string {
    return this.#expressions.expression(kind, place);
  }

  #subquery(kind: Kind, place: Place): string {
    const from = this.#from({ ...place, depth: place.depth - 1 });
    const inner = { columns: from.columns, depth: place.depth - 1 };
    const value = this.#e(kind, inner);
    return this.#dice.pick([
      () =>
        `SELECT ${value} ${from.sql} WHERE ${this.#e('bool', inner)} LIMIT 1`,
      () =>
        `SELECT ${value} ${from.sql} ORDER BY ${this.#e('num', inner)} LIMIT 1`,
      ...(kind === 'num'
        ? [
            () => `SELECT max(${value}) ${from.sql}`,
            () => `SELECT sum(${value}) ${from.sql}`,
          ]
        : [() => `SELECT min(${value}) ${from.sql}`]),
    ])();
  }

  /** A query with the columns `n` and `s`. */
  #query(place: Place): string {
    const { depth } = place;
    const outer = this.#ctes;
    const make = this.#dice.pick([
      () => this.#select(place),
      () => this.#grouped(place),
      ...(depth > 0
        ? [
            () => this.#withCtes(place),
            () => this.#setOperation(place),
            () => this.#select(place),
          ]
        : []),
      ...(this.#duckdb ? [() => this.#sugar(place)] : []),
    ]);
    const sql = make();
    this.#ctes = outer;
    return sql;
  }

  #select(place: Place): string {
    const from = this.#from(place);
    const inner = { columns: from.columns, depth: place.depth };
    const windows = { ...inner, windows: true };
    const list = `${this.#e('num', windows)} AS n, ${this.#e(
      'text',
      inner,
    )} AS s`;
    const order = this.#dice.chance(0.3)
      ? `ORDER BY abs(${this.#e('num', inner)}), upper(${this.#e(
          'text',
          inner,
        )}) DESC`
      : '';
    const where = this.#dice.chance(0.6)
      ? `WHERE ${this.#e('bool', inner)}`
      : '';
    const qualify =
      this.#dialect !== 'postgres' && this.#dice.chance(0.2)
        ? `QUALIFY row_number() OVER (PARTITION BY ${this.#e(
            'text',
            inner,
          )} ORDER BY ${this.#e('num', inner)}) <= ${this.#constant()}`
        : '';
    const distinct =
      this.#dialect !== 'bigquery' && order === '' && this.#dice.chance(0.15)
        ? `DISTINCT ON (abs(${this.#e('num', inner)}))`
        : '';
    return `SELECT ${distinct} ${list} ${
      from.sql
    } ${where} ${qualify} ${order} ${this.#limit()}`;
  }

  #grouped(place: Place): string {
    const from = this.#from(place);
    const inner = { columns: from.columns, depth: place.depth };
    const e = (kind: Kind) => this.#e(kind, inner);
    const aggregate = this.#dice.pick([
      () => `sum(${e('num')})`,
      () => `count(DISTINCT ${e('text')})`,
      () => `sum(CASE WHEN ${e('bool')} THEN ${e('num')} END)`,
      ...(this.#dialect === 'bigquery'
        ? [() => `COUNTIF(${e('bool')})`]
        : [
            () => `sum(${e('num')}) FILTER (WHERE ${e('bool')})`,
            () => `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${e('num')})`,
            () => `length(string_agg(${e('text')}, ', ' ORDER BY ${e('num')}))`,
          ]),
      ...(this.#duckdb
        ? [
            () => `len(list(${e('text')} ORDER BY ${e('num')}))`,
            () => `arg_max(${e('num')}, ${e('time')})`,
          ]
        : []),
    ]);
    const by = this.#dice.pick([
      ...(this.#dialect === 'postgres' ? [] : ['GROUP BY ALL']),
      'GROUP BY 2',
    ]);
    const having = this.#dice.chance(0.5)
      ? `HAVING ${aggregate()} > ${e('num').replace(
          /^.*\b(?:t|c|u)\d+\..*$/s,
          '1',
        )}`
      : '';
    const sets = this.#dice.chance(0.15) && from.columns.text?.length;
    if (sets) {
      const [one] = from.columns.text!;
      return `SELECT ${aggregate()} AS n, ${one} AS s ${from.sql} GROUP BY ${
        this.#dialect === 'bigquery'
          ? `ROLLUP (${one})`
          : `GROUPING SETS ((${one}), ())`
      }`;
    }
    return `SELECT ${aggregate()} AS n, ${e('text')} AS s ${from.sql} WHERE ${e(
      'bool',
    )} ${by} ${having} ${this.#limit()}`;
  }

  #withCtes(place: Place): string {
    const inner = { ...place, depth: place.depth - 1 };
    const parts: string[] = [];
    for (let i = this.#dice.upTo(2); i >= 0; i -= 1) {
      const body = this.#query(inner);
      const name = this.#name('c');
      const materialized =
        this.#dialect !== 'bigquery' && this.#dice.chance(0.2)
          ? 'MATERIALIZED'
          : '';
      parts.push(`${name} AS ${materialized} (${body})`);
      this.#ctes = [...this.#ctes, name];
    }
    if (this.#dice.chance(0.2)) {
      const name = this.#name('c');
      const start = this.#e('num', { columns: {}, depth: 1 });
      const more = this.#e('bool', {
        columns: { num: [`${name}.n`] },
        depth: 1,
      });
      const cast =
        this.#dialect === 'bigquery' ? 'FLOAT64' : 'DOUBLE PRECISION';
      parts.push(
        `${name} AS (SELECT CAST(${start} AS ${cast}) AS n, 'x' AS s UNION ALL SELECT n + 1, s FROM ${name} WHERE n < 3 AND ${more})`,
      );
      this.#ctes = [...this.#ctes, name];
      return `WITH RECURSIVE ${parts.join(', ')} ${this.#select(inner)}`;
    }
    return `WITH ${parts.join(', ')} ${this.#select(inner)}`;
  }

  #setOperation(place: Place): string {
    const inner = { ...place, depth: place.depth - 1 };
    const operator = this.#dice.pick([
      'UNION ALL',
      'UNION DISTINCT',
      ...(this.#dialect === 'bigquery'
        ? ['EXCEPT DISTINCT']
        : ['EXCEPT', 'INTERSECT', 'UNION']),
      ...(this.#duckdb ? ['UNION ALL BY NAME'] : []),
    ]);
    return `(${this.#query(inner)}) ${operator} (${this.#query(inner)})`;
  }

  /** Forms that one engine alone has. */
  #sugar(place: Place): string {
    const from = this.#from(place);
    const inner = { columns: from.columns, depth: place.depth - 1 };
    const e = (kind: Kind) => this.#e(kind, inner);
    return this.#dice.pick([
      () =>
        `${from.sql} SELECT ${e('num')} AS n, ${e('text')} AS s WHERE ${e(
          'bool',
        )}`,
      () =>
        `SELECT * FROM (VALUES (${this.#constant()}, 'a'), (${this.#constant()}, 'b')) AS v(n, s)`,
      () =>
        `SELECT n, s FROM (SELECT ${e('num')} AS n, ${e('text')} AS s, 1 AS k ${
          from.sql
        }) USING SAMPLE 10%`,
      () =>
        `SELECT * EXCLUDE (k) REPLACE (n + ${this.#constant()} AS n) FROM (SELECT ${e(
          'num',
        )} AS n, ${e('text')} AS s, 1 AS k ${from.sql})`,
      () =>
        `SELECT COLUMNS('^[ns]$') FROM (SELECT ${e('num')} AS n, ${e(
          'text',
        )} AS s ${from.sql})`,
      () =>
        `SELECT n, s FROM (PIVOT (SELECT ${e('num')} AS n, ${e(
          'text',
        )} AS s, ${e('text')} AS p ${
          from.sql
        }) ON p IN ('a', 'b') USING count(*) GROUP BY n, s)`,
      () =>
        `SELECT n, s FROM (PIVOT (SELECT ${e('num')} AS n, ${e(
          'text',
        )} AS s, ${e('text')} AS p ${
          from.sql
        }) ON p ${this.#columnsOfPivot()} USING count(*) GROUP BY n, s)`,
      () =>
        `SELECT n, s FROM (UNPIVOT (SELECT ${e('num')} AS a, ${e('num')} AS b ${
          from.sql
        }) ON a, b INTO NAME s VALUE n)`,
    ])();
  }

  /** From the data for one PIVOT of a statement; those of another one may not hang on them. */
  #columnsOfPivot(): string {
    const first = !this.#pivoted;
    this.#pivoted = true;
    return first ? '' : "IN ('a', 'b')";
  }

  /** `FROM …` and the columns of all that it names, with those of outside. */
  #from(place: Place): Source {
    const first = this.#source(place);
    let { sql } = first;
    let columns = merge(place.columns, first.columns);
    if (place.depth > 0 && this.#dice.chance(0.4)) {
      const second = this.#source({ ...place, depth: place.depth - 1 });
      const both = merge(columns, second.columns);
      const on = () =>
        this.#e('bool', { columns: both, depth: place.depth - 1 });
      sql = this.#dice.pick([
        () => `${sql} JOIN ${second.sql} ON ${on()}`,
        () =>
          `${sql} LEFT JOIN ${second.sql} ON ${this.#equal(
            first,
            second,
          )} AND ${on()}`,
        () => `${sql}, ${second.sql}`,
        () => `${sql} CROSS JOIN ${second.sql}`,
        ...(this.#duckdb
          ? [
              () => `${sql} POSITIONAL JOIN ${second.sql}`,
              () =>
                `${sql} ASOF JOIN ${second.sql} ON ${this.#equal(
                  first,
                  second,
                ).replace('=', '>=')}`,
            ]
          : []),
      ])();
      columns = both;
    }
    if (
      this.#dialect !== 'bigquery' &&
      place.depth > 0 &&
      this.#dice.chance(0.15)
    ) {
      const name = this.#name('t');
      const lateral = this.#query({ columns, depth: place.depth - 1 });
      sql = `${sql}, LATERAL (${lateral}) AS ${name}`;
      columns = merge(columns, of(name, GIVEN));
    }
    return { sql: `FROM ${sql}`, columns };
  }

  #equal(first: Source, second: Source): string {
    return `${first.columns.num?.[0] ?? '1'} = ${
      second.columns.num?.[0] ?? '1'
    }`;
  }

  #source(place: Place): Source {
    const name = this.#name('t');
    const given = of(name, GIVEN);
    const list = { columns: {}, depth: 1 };
    const choices: (() => Source)[] = [
      () => this.#table(name),
      () => this.#table(name),
      ...(place.depth > 0
        ? [
            () => ({
              sql: `(${this.#query({
                ...place,
                columns: {},
                depth: place.depth - 1,
              })}) AS ${name}`,
              columns: given,
            }),
          ]
        : []),
      ...this.#ctes.map(cte => () => ({
        sql: `${cte} AS ${name}`,
        columns: given,
      })),
      ...(this.#duckdb
        ? [
            () => ({
              sql: `range(${this.#constant()}) AS ${name}(n)`,
              columns: of(name, { num: ['n'] }),
            }),
            () => ({
              sql: `unnest([${this.#e('num', list)}, ${this.#e(
                'num',
                list,
              )}]) AS ${name}(n)`,
              columns: of(name, { num: ['n'] }),
            }),
          ]
        : []),
      ...(this.#dialect === 'postgres'
        ? [
            () => ({
              sql: `generate_series(1, ${this.#constant()}) AS ${name}(n)`,
              columns: of(name, { num: ['n'] }),
            }),
          ]
        : []),
      ...(this.#dialect === 'bigquery'
        ? [
            () => ({
              sql: `UNNEST([${this.#e('num', list)}, ${this.#e(
                'num',
                list,
              )}]) AS ${name}`,
              columns: { num: [name] },
            }),
          ]
        : []),
    ];
    return this.#dice.pick(choices)();
  }

  #table(name: string): Source {
    const { name: table, columns } = this.#dice.pick(TABLES);
    const written =
      this.#dialect === 'bigquery'
        ? this.#dice.pick([table, `\`${table}\``, `\`acme-dw\`.${table}`])
        : this.#dice.pick([
            table,
            table
              .split('.')
              .map(part => `"${part}"`)
              .join('.'),
            ...(this.#duckdb
              ? [table.toUpperCase(), `wh.${table}`, table.split('.')[1]]
              : []),
          ]);
    const sample =
      this.#duckdb && this.#dice.chance(0.1) ? ' TABLESAMPLE 10%' : '';
    return {
      sql: `${this.#expressions.table(() => written)} AS ${name}${sample}`,
      columns: of(name, columns),
    };
  }

  #limit(): string {
    return this.#dice.chance(0.2)
      ? `LIMIT ${this.#constant()} OFFSET ${this.#constant()}`
      : '';
  }

  /** A number that depends on no row. */
  #constant(): string {
    const text = this.#e('num', { columns: {}, depth: 0 });
    return /^(NULL|-7|2\.5)$/.test(text) ? '3' : text;
  }
}

function of(table: string, columns: Columns): Columns {
  return Object.fromEntries(
    Object.entries(columns).map(([kind, names]) => [
      kind,
      names.map(name => `${table}.${name}`),
    ]),
  );
}

function merge(a: Columns, b: Columns): Columns {
  const kinds = new Set([...Object.keys(a), ...Object.keys(b)] as Kind[]);
  return Object.fromEntries(
    [...kinds].map(kind => [kind, [...(a[kind] ?? []), ...(b[kind] ?? [])]]),
  );
}
