/**
 * A second judge of recorded SQL, which shares nothing with the product nor with sameRows.mjs: statements run straight
 * on the engine, and it is the engine that compares them, as bags (`EXCEPT ALL`), for each order of the columns.
 */
import { DuckDBInstance } from '@duckdb/node-api';

const MOST_COLUMNS = 6;

function* orders(left, taken = []) {
  if (left.length === 0) {
    yield taken;
  }
  for (const [at, item] of left.entries()) {
    yield* orders(left.toSpliced(at, 1), [...taken, item]);
  }
}

/** Every value as text; numbers alike whatever their type, to ten digits. */
const alike = (name, type) =>
  /INT|DECIMAL|DOUBLE|FLOAT/.test(type)
    ? `printf('%.10g', CAST(${name} AS DOUBLE))`
    : `CAST(${name} AS VARCHAR)`;

export async function openScorer(path) {
  const instance = await DuckDBInstance.create(path, {
    access_mode: 'READ_ONLY',
  });
  const connection = await instance.connect();
  const keep = async (name, sql) => {
    const reader = await connection.runAndReadAll(sql);
    const types = reader.columnTypes().map(String);
    const names = types.map((_, at) => `c${at}`);
    const body = sql.trim().replace(/;\s*$/, '');
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT ${names
        .map((column, at) => `${alike(column, types[at])} AS ${column}`)
        .join(', ')} FROM (${body}\n) AS q(${names.join(', ')})`,
    );
    return { width: types.length };
  };
  const differing = async order => {
    const mine = order.map(at => `c${at}`).join(', ');
    const gold = order.map((_, at) => `c${at}`).join(', ');
    const m = `SELECT ${mine} FROM mine`;
    const g = `SELECT ${gold} FROM gold`;
    const reader = await connection.runAndReadAll(
      `SELECT (SELECT count(*) FROM (${m} EXCEPT ALL ${g})) + (SELECT count(*) FROM (${g} EXCEPT ALL ${m}))`,
    );
    return Number(reader.getRows()[0][0]);
  };
  return {
    /** @returns `{ match, refused? }`; `refused` is what the engine says of the recorded statement */
    async score({ db, gold, sql }) {
      await connection.run(`USE "${db}"`);
      const right = await keep('gold', gold);
      let mine;
      try {
        mine = await keep('mine', sql);
      } catch (error) {
        return { match: false, refused: String(error.message) };
      }
      if (mine.width !== right.width || mine.width > MOST_COLUMNS) {
        return { match: false };
      }
      for (const order of orders([...Array(mine.width).keys()])) {
        if ((await differing(order)) === 0) {
          return { match: true };
        }
      }
      return { match: false };
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
