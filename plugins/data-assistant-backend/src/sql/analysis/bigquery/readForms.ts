import { BigQueryScope } from './BigQueryScope';
import { BigQueryWalk } from './BigQueryWalk';
import { readCall } from './readCall';
import { readExpression, readExpressions } from './readExpression';
import { readType } from './readType';

/** `[1, 2]`. */
export function readBrackets(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  tokens.expectSign('[');
  if (!tokens.isSign(']')) {
    readExpressions(walk, scope);
  }
  tokens.expectSign(']');
}

/** `INTERVAL 1 DAY`, `INTERVAL '1-2' YEAR TO MONTH`, after the first word. */
export function readInterval(walk: BigQueryWalk, scope: BigQueryScope): void {
  readExpression(walk, scope);
  readDatePart(walk);
  if (walk.tokens.takeWord('TO')) {
    readDatePart(walk);
  }
}

export function readCase(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  if (!tokens.isWord('WHEN')) {
    readExpression(walk, scope);
  }
  do {
    tokens.expectWord('WHEN');
    readExpression(walk, scope);
    tokens.expectWord('THEN');
    readExpression(walk, scope);
  } while (tokens.isWord('WHEN'));
  if (tokens.takeWord('ELSE')) {
    readExpression(walk, scope);
  }
  tokens.expectWord('END');
}

export function readCast(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  tokens.next();
  tokens.expectSign('(');
  readExpression(walk, scope);
  tokens.expectWord('AS');
  readType(walk);
  if (tokens.takeWord('FORMAT')) {
    readExpression(walk, scope);
  }
  readTimeZone(walk, scope);
  tokens.expectSign(')');
}

export function readExtract(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  tokens.expectSign('(');
  readDatePart(walk);
  tokens.expectWord('FROM');
  readExpression(walk, scope);
  readTimeZone(walk, scope);
  tokens.expectSign(')');
}

function readTimeZone(walk: BigQueryWalk, scope: BigQueryScope): void {
  if (walk.tokens.takeWord('AT', 'TIME', 'ZONE')) {
    readExpression(walk, scope);
  }
}

/** `DAY`, `WEEK(MONDAY)`. */
function readDatePart(walk: BigQueryWalk): void {
  const { tokens } = walk;
  tokens.expectName();
  if (tokens.takeSign('(')) {
    tokens.expectName();
    tokens.expectSign(')');
  }
}

/** `ARRAY<INT64>[…]`, `ARRAY[…]`, `STRUCT<a INT64>(…)`, `RANGE<DATE> '[…)'`. */
export function readConstructor(
  walk: BigQueryWalk,
  scope: BigQueryScope,
): void {
  const { tokens } = walk;
  if (tokens.isWord('ARRAY') && tokens.isSign('[', 1)) {
    tokens.next();
  } else {
    readType(walk);
  }
  if (tokens.peek().kind === 'string') {
    tokens.next();
  } else if (tokens.isSign('(')) {
    readCall(walk, scope, ['struct']);
  } else if (tokens.isSign('[')) {
    readBrackets(walk, scope);
  } else {
    throw tokens.unexpected();
  }
}

/** `WITH(a AS 1, b AS a + 1, a + b)`. */
export function readWithExpression(
  walk: BigQueryWalk,
  scope: BigQueryScope,
): void {
  const { tokens } = walk;
  tokens.next();
  tokens.expectSign('(');
  while (tokens.isName() && tokens.peek(1).text === 'AS') {
    tokens.expectName();
    tokens.expectWord('AS');
    readExpression(walk, scope);
    tokens.expectSign(',');
  }
  readExpression(walk, scope);
  tokens.expectSign(')');
}
