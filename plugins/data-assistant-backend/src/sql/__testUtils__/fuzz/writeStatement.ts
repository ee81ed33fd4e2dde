import { SqlDialect } from '@cairn/backstage-plugin-data-assistant-node';
import { leavesOf } from './leaves';
import { SqlGrammar } from './SqlGrammar';

const MAX_DEPTH = 3;

/** A statement that the guard must let pass when there is no leaf in it, and must refuse when there is one. */
export interface FuzzStatement {
  sql: string;
  leaf?: string;
}

/** @param seed - the same gives the same statements; the second one is the first with a leaf in one of its places */
export function writeStatements(
  dialect: SqlDialect,
  randomOf: (seed: number) => () => number,
  seed: number,
): { benign: FuzzStatement; forbidden?: FuzzStatement } {
  const choose = randomOf(seed + 1);
  const depth = Math.floor(choose() * (MAX_DEPTH + 1));
  const benign = new SqlGrammar({ dialect, random: randomOf(seed) });
  const sql = benign.statement(depth);
  const target = {
    place: Math.floor(choose() * benign.places),
    leaves: leavesOf(dialect),
  };
  const other = new SqlGrammar({ dialect, random: randomOf(seed), target });
  const forbidden = other.statement(depth);
  return {
    benign: { sql },
    ...(other.leaf !== undefined &&
      forbidden.includes(other.leaf) && {
        forbidden: { sql: forbidden, leaf: other.leaf },
      }),
  };
}
