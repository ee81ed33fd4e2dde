import { BigQueryScope } from './BigQueryScope';
import { BigQueryWalk } from './BigQueryWalk';
import { readPipes } from './readPipes';
import { readExpression } from './readExpression';
import { readSelect } from './readSelect';
import { readFrom } from './readSource';
import { TokenReader } from './TokenReader';

const SET_OPERATORS = ['UNION', 'INTERSECT', 'EXCEPT'];

/**
 * Whether a query comes rather than an expression or a source. One in parentheses counts when what follows them can only
 * follow a query, as in `(SELECT 1) UNION ALL …`, and not in `(SELECT 1) + 1`.
 */
export function isQueryAhead(tokens: TokenReader): boolean {
  if (tokens.isSign('(')) {
    const after = tokens.afterParenthesis();
    const words = [0, 1, 2].map(ahead => tokens.peek(after + ahead).text);
    return (
      tokens.isQueryInParentheses() &&
      (['', ';', '|>', 'ORDER', 'LIMIT'].includes(words[0]) ||
        SET_OPERATORS.includes(words[0]) ||
        (['LEFT', 'FULL', 'INNER', 'OUTER'].includes(words[0]) &&
          words.some(word => SET_OPERATORS.includes(word))))
    );
  }
  return (
    tokens.isOneOf('SELECT', 'FROM') ||
    (tokens.isWord('WITH') && !tokens.isSign('(', 1))
  );
}

/** Everything from `WITH` to the last pipe. */
export function readQuery(walk: BigQueryWalk, outer: BigQueryScope): void {
  walk.nested(() => {
    const scope = readWith(walk, outer);
    readRest(walk, scope, readOperand(walk, scope));
  });
}

/**
 * What follows the first operand of a query.
 *
 * @param first - the scope that the operand had
 */
function readRest(
  walk: BigQueryWalk,
  scope: BigQueryScope,
  first: OperandScope,
): void {
  let combined = false;
  while (takeSetOperator(walk.tokens)) {
    readOperand(walk, scope);
    combined = true;
  }
  readOrderBy(walk, combined ? scope.beside() : first.scope.soFar());
  readLimit(walk, scope.beside());
  // Pipes see the names of a FROM that begins the query; those of a SELECT are not seen after it.
  readPipes(walk, first.isFrom && !combined ? first.scope : scope.beside());
}

/** Each CTE sees those before it, but neither itself nor those after it. */
export function readWith(
  walk: BigQueryWalk,
  outer: BigQueryScope,
): BigQueryScope {
  const { tokens } = walk;
  if (!tokens.takeWord('WITH')) {
    return outer;
  }
  const recursive = tokens.takeWord('RECURSIVE');
  let scope = outer;
  do {
    const name = tokens.expectName();
    tokens.expectWord('AS');
    tokens.expectSign('(');
    const body = scope.alone();
    if (recursive) {
      readRecursive(walk, body, name);
    } else {
      readQuery(walk, body);
    }
    tokens.expectSign(')');
    skipDepthColumn(walk);
    scope = scope.withCte(name);
    // A comma may stand after the last one.
  } while (tokens.takeSign(',') && !isQueryAhead(tokens));
  return scope;
}

/** Only what comes after UNION reads the CTE's own rows. */
function readRecursive(
  walk: BigQueryWalk,
  body: BigQueryScope,
  name: string,
): void {
  walk.nested(() => {
    const scope = readWith(walk, body);
    const first = readOperand(walk, scope);
    readRest(walk, scope.withCte(name), first);
  });
}

/** `WITH DEPTH AS d BETWEEN 0 AND 10 MAX_DEPTH …` is not known; the plain form is. */
function skipDepthColumn(walk: BigQueryWalk): void {
  const { tokens } = walk;
  if (tokens.takeWord('WITH', 'DEPTH') && tokens.takeWord('AS')) {
    tokens.expectName();
  }
}

interface OperandScope {
  scope: BigQueryScope;
  isFrom: boolean;
}

/** A SELECT, a FROM that pipes follow, or a query in parentheses. */
function readOperand(walk: BigQueryWalk, outer: BigQueryScope): OperandScope {
  const { tokens } = walk;
  const scope = outer.beside();
  walk.found.countQuery();
  if (tokens.takeSign('(')) {
    readQuery(walk, scope);
    tokens.expectSign(')');
    return { scope: outer.beside(), isFrom: false };
  }
  if (tokens.takeWord('FROM')) {
    readFrom(walk, scope);
    return { scope, isFrom: true };
  }
  readSelect(walk, scope);
  return { scope, isFrom: false };
}

/** `UNION ALL`, `INTERSECT DISTINCT`, `LEFT OUTER UNION ALL BY NAME ON (a)`, … */
export function takeSetOperator(tokens: TokenReader): boolean {
  const sided = ['LEFT', 'FULL'].find(
    side =>
      tokens.isWord(side, 'UNION') ||
      tokens.isWord(side, 'OUTER', 'UNION') ||
      tokens.isWord(side, 'EXCEPT') ||
      tokens.isWord(side, 'INTERSECT'),
  );
  if (sided) {
    tokens.next();
    tokens.takeWord('OUTER');
  } else if (tokens.isWord('INNER', 'UNION')) {
    tokens.next();
  }
  if (!tokens.takeOneOf('UNION', 'INTERSECT', 'EXCEPT')) {
    return false;
  }
  if (!tokens.takeOneOf('ALL', 'DISTINCT')) {
    throw tokens.unexpected();
  }
  tokens.takeWord('STRICT');
  const byName = tokens.takeWord('BY', 'NAME') && tokens.takeWord('ON');
  const corresponding =
    tokens.takeWord('CORRESPONDING') && tokens.takeWord('BY');
  if (byName || corresponding) {
    tokens.expectSign('(');
    do {
      tokens.expectName();
    } while (tokens.takeSign(','));
    tokens.expectSign(')');
  }
  return true;
}

export function readOrderBy(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  if (!tokens.takeWord('ORDER', 'BY')) {
    return;
  }
  do {
    readExpression(walk, scope);
    tokens.takeOneOf('ASC', 'DESC');
    if (tokens.takeWord('NULLS') && !tokens.takeOneOf('FIRST', 'LAST')) {
      throw tokens.unexpected();
    }
  } while (tokens.takeSign(','));
}

export function readLimit(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  if (tokens.takeWord('LIMIT')) {
    readExpression(walk, scope);
    if (tokens.takeWord('OFFSET')) {
      readExpression(walk, scope);
    }
  }
}
