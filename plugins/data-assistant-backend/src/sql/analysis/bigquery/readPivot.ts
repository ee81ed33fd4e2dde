import { BigQueryScope } from './BigQueryScope';
import { BigQueryWalk } from './BigQueryWalk';
import { readExpression, readExpressions } from './readExpression';
import { readAlias } from './readSelect';

/** `PIVOT (sum(a) AS s, … FOR b IN (1, 2 AS two))`, `UNPIVOT [INCLUDE NULLS] (a FOR b IN (c, (d, e) AS 'f'))`. */
export function readPivot(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  const isUnpivot = tokens.next().text === 'UNPIVOT';
  if (isUnpivot && tokens.takeOneOf('INCLUDE', 'EXCLUDE')) {
    tokens.expectWord('NULLS');
  }
  tokens.expectSign('(');
  if (isUnpivot) {
    readExpressions(walk, scope);
  } else {
    readAliased(walk, scope);
  }
  tokens.expectWord('FOR');
  // `b IN (…)` would be one expression with all that follows.
  do {
    tokens.expectName();
  } while (tokens.takeSign('.'));
  tokens.expectWord('IN');
  tokens.expectSign('(');
  readAliased(walk, scope);
  tokens.expectSign(')');
  tokens.expectSign(')');
}

function readAliased(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  do {
    readExpression(walk, scope);
    if (tokens.takeWord('AS')) {
      const literal = ['string', 'number'].includes(tokens.peek().kind);
      if (literal) {
        tokens.next();
      } else {
        tokens.expectName();
      }
    } else {
      readAlias(walk);
    }
  } while (tokens.takeSign(','));
}
