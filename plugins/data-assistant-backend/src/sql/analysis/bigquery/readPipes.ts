import { uncheckable } from '../SqlAnalyzer';
import { BigQueryScope } from './BigQueryScope';
import { BigQueryWalk } from './BigQueryWalk';
import { readWindows } from './readCall';
import { readExpression } from './readExpression';
import { readPivot } from './readPivot';
import {
  readLimit,
  readOrderBy,
  readQuery,
  readWith,
  takeSetOperator,
} from './readQuery';
import { readAlias, readGrouping, readSelectList } from './readSelect';
import {
  readJoinConditions,
  readSample,
  readSource,
  takeJoin,
} from './readSource';

/** After these, rows still go by the names that FROM gave them. */
const KEEPING = [
  'CROSS',
  'EXTEND',
  'FULL',
  'INNER',
  'JOIN',
  'LEFT',
  'LIMIT',
  'ORDER',
  'RIGHT',
  'TABLESAMPLE',
  'WHERE',
];

/** `|> WHERE … |> AGGREGATE … GROUP BY …`, as many as come. */
export function readPipes(walk: BigQueryWalk, outer: BigQueryScope): void {
  const { tokens } = walk;
  let scope = outer;
  while (tokens.takeSign('|>')) {
    walk.found.countQuery();
    // What a later pipe names is not seen by this one.
    scope = KEEPING.some(word => tokens.isWord(word))
      ? readKeepingPipe(walk, scope.soFar())
      : readPipe(walk, scope.soFar());
  }
}

function readKeepingPipe(
  walk: BigQueryWalk,
  scope: BigQueryScope,
): BigQueryScope {
  const { tokens } = walk;
  if (takeJoin(walk)) {
    readSource(walk, scope);
    readJoinConditions(walk, scope);
  } else if (tokens.takeWord('WHERE')) {
    readExpression(walk, scope);
  } else if (tokens.takeWord('EXTEND')) {
    readSelectList(walk, scope);
    if (tokens.takeWord('WINDOW')) {
      readWindows(walk, scope);
    }
  } else if (tokens.isWord('ORDER')) {
    readOrderBy(walk, scope);
  } else if (tokens.isWord('LIMIT')) {
    readLimit(walk, scope);
  } else if (tokens.takeWord('TABLESAMPLE')) {
    readSample(walk, scope);
  } else {
    return readPipe(walk, scope);
  }
  return scope;
}

/** @returns the scope of the next one */
function readPipe(walk: BigQueryWalk, scope: BigQueryScope): BigQueryScope {
  const { tokens } = walk;
  const next = scope.beside();
  if (takeSetOperator(tokens)) {
    do {
      tokens.expectSign('(');
      readQuery(walk, scope.beside());
      tokens.expectSign(')');
    } while (tokens.takeSign(','));
  } else if (tokens.isWord('WITH')) {
    return readWith(walk, scope);
  } else if (tokens.takeWord('SELECT')) {
    tokens.takeOneOf('ALL', 'DISTINCT');
    readSelectList(walk, scope);
    if (tokens.takeWord('WINDOW')) {
      readWindows(walk, scope);
    }
  } else if (tokens.takeWord('AGGREGATE')) {
    readAggregate(walk, scope);
  } else if (tokens.takeWord('SET')) {
    readSettings(walk, scope);
  } else if (tokens.takeOneOf('DROP', 'RENAME')) {
    readNames(walk);
  } else if (tokens.takeWord('AS')) {
    next.addAlias(tokens.expectName());
  } else if (tokens.isOneOf('PIVOT', 'UNPIVOT')) {
    readPivot(walk, next);
    const alias = readAlias(walk);
    if (alias !== undefined) {
      next.addAlias(alias);
    }
  } else if (!tokens.takeWord('DISTINCT')) {
    throw uncheckable(`|> ${tokens.peek().raw}`);
  }
  return next;
}

function readAggregate(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  if (!tokens.isWord('GROUP')) {
    do {
      readExpression(walk, scope);
      readAlias(walk);
      tokens.takeOneOf('ASC', 'DESC');
    } while (tokens.takeSign(',') && !tokens.isWord('GROUP'));
  }
  if (tokens.takeWord('GROUP')) {
    tokens.takeWord('AND', 'ORDER');
    tokens.expectWord('BY');
    readGrouping(walk, scope, true);
  }
}

/** `a = 1, b = 2`; a comparison reads the same. */
function readSettings(walk: BigQueryWalk, scope: BigQueryScope): void {
  do {
    readExpression(walk, scope);
  } while (walk.tokens.takeSign(','));
}

/** `a, b`, or `a AS b, c AS d`. */
function readNames(walk: BigQueryWalk): void {
  const { tokens } = walk;
  do {
    tokens.expectName();
    readAlias(walk);
  } while (tokens.takeSign(','));
}
