import { SqlDialect } from '@cairn/backstage-plugin-data-assistant-node';
import { scanSql } from '../../scanSql';
import { Dice } from './Dice';

const SPACES = ['\n', '\t', ' /* x */ ', ' -- x\n', '\r\n', '  ', ' /*--*/ '];

/**
 * The same statement in another dress: letter case, comments, white space, quotes, or as a part of another one.
 * Whatever it did, it still does, unless it no longer parses.
 */
export function mutateSql(
  sql: string,
  dialect: SqlDialect,
  random: () => number,
): string {
  const dice = new Dice(random);
  const changes: ((text: string) => string)[] = [
    text =>
      inCode(text, /[a-z]/gi, letter =>
        dice.chance(0.5) ? letter.toUpperCase() : letter.toLowerCase(),
      ),
    text =>
      inCode(text, / +/g, space =>
        dice.chance(0.5) ? dice.pick(SPACES) : space,
      ),
    text =>
      inCode(text, /\b(hr|salaries|sales|margins_secret|orders)\b/g, name =>
        dialect === 'bigquery' ? `\`${name}\`` : `"${name}"`,
      ),
    text =>
      inCode(text, /[.,()=]/g, sign =>
        dice.pick([sign, ` ${sign} `, `/**/${sign}`]),
      ),
    text =>
      `${dice.pick(['-- x\n', '/* x */', ' ', '\n\n'])}${text}${dice.pick([
        ' -- x',
        '\n',
        ' ;',
        ' /* ; */',
      ])}`,
    text => `(${text}\n)`,
    text => `SELECT * FROM (${text}\n) AS z`,
    text => `WITH z AS (${text}\n) SELECT * FROM z`,
    text => `SELECT EXISTS (${text}\n)`,
    text => `SELECT 1 WHERE 1 IN (${text}\n)`,
    text => `SELECT CASE WHEN true THEN (${text}\n) END`,
    text => `(SELECT 1) UNION ALL (${text}\n)`,
    text => `WITH a AS (SELECT 1), z AS (${text}\n) SELECT * FROM a, z`,
    text => `SELECT 1 FROM sales.orders ORDER BY (${text}\n)`,
    text => `SELECT 1; ${text}`,
    text => `${text}\n; SELECT 1`,
    ...(dialect === 'bigquery'
      ? []
      : [
          (text: string) =>
            `SELECT * FROM sales.orders, LATERAL (${text}\n) AS z`,
          (text: string) =>
            `SELECT sum(1) FILTER (WHERE 1 = (${text}\n)) FROM sales.orders`,
          (text: string) =>
            `SELECT sum(1) OVER (ORDER BY (${text}\n)) FROM sales.orders`,
          (text: string) => `VALUES ((${text}\n))`,
        ]),
    ...(dialect === 'duckdb'
      ? [
          (text: string) => `FROM (${text}\n)`,
          (text: string) => `SELECT list_transform([1], lambda x: (${text}\n))`,
          (text: string) => `PIVOT (${text}\n) ON 1 USING count(*)`,
          (text: string) => `SELECT {'a': (${text}\n)}.a`,
        ]
      : []),
  ];
  let mutated = sql;
  for (let i = 1 + dice.upTo(3); i > 0; i -= 1) {
    mutated = dice.pick(changes)(mutated);
  }
  return mutated;
}

/** Replaces outside of strings, quoted names and comments. */
function inCode(
  sql: string,
  pattern: RegExp,
  change: (text: string) => string,
): string {
  const { code } = scanSql(sql);
  let result = '';
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    // Blanks may stand for what was blanked out.
    if (sql.slice(match.index, match.index + match[0].length) === match[0]) {
      result += sql.slice(end, match.index) + change(match[0]);
      end = match.index + match[0].length;
    }
  }
  return result + sql.slice(end);
}
