import { uncheckable } from '../SqlAnalyzer';
import { BigQueryScope } from './BigQueryScope';
import { BigQueryWalk } from './BigQueryWalk';
import { readWindows } from './readCall';
import { readExpression, readExpressions } from './readExpression';
import { readFrom } from './readSource';

/** `SELECT` to `WINDOW`. */
export function readSelect(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  tokens.expectWord('SELECT');
  if (tokens.isWord('WITH') && !tokens.isSign('(', 1)) {
    throw uncheckable(`SELECT WITH ${tokens.peek(1).text}`);
  }
  tokens.takeOneOf('ALL', 'DISTINCT');
  if (tokens.isWord('AS')) {
    tokens.next();
    if (!tokens.takeOneOf('STRUCT', 'VALUE')) {
      throw tokens.unexpected();
    }
  }
  readSelectList(walk, scope);
  if (tokens.takeWord('FROM')) {
    readFrom(walk, scope);
  }
  if (tokens.takeWord('WHERE')) {
    readExpression(walk, scope);
  }
  if (tokens.takeWord('GROUP', 'BY')) {
    readGrouping(walk, scope);
  }
  if (tokens.takeWord('HAVING')) {
    readExpression(walk, scope);
  }
  if (tokens.takeWord('QUALIFY')) {
    readExpression(walk, scope);
  }
  if (tokens.takeWord('WINDOW')) {
    readWindows(walk, scope);
  }
}

/** `a, b AS c, t.* EXCEPT (d), * REPLACE (e AS f),`. */
export function readSelectList(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  let isFirst = true;
  do {
    // A comma may stand after the last one.
    if (!isFirst && (tokens.isWord('FROM') || isListEnd(walk))) {
      return;
    }
    isFirst = false;
    if (!tokens.takeSign('*')) {
      readExpression(walk, scope);
      if (tokens.isSign('.') && tokens.isSign('*', 1)) {
        tokens.next();
        tokens.next();
      } else {
        readAlias(walk);
        continue;
      }
    }
    readStarChanges(walk, scope);
  } while (tokens.takeSign(','));
}

function isListEnd({ tokens }: BigQueryWalk): boolean {
  return (
    tokens.peek().kind === 'end' || tokens.isSign(')') || tokens.isSign('|>')
  );
}

/** The alias, when there is one. */
export function readAlias({ tokens }: BigQueryWalk): string | undefined {
  return tokens.takeWord('AS') || tokens.isName()
    ? tokens.expectName()
    : undefined;
}

function readStarChanges(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  if (tokens.isWord('EXCEPT') && tokens.isSign('(', 1)) {
    tokens.next();
    tokens.expectSign('(');
    do {
      tokens.expectName();
    } while (tokens.takeSign(','));
    tokens.expectSign(')');
  }
  if (tokens.isWord('REPLACE') && tokens.isSign('(', 1)) {
    tokens.next();
    tokens.expectSign('(');
    do {
      readExpression(walk, scope);
      readAlias(walk);
    } while (tokens.takeSign(','));
    tokens.expectSign(')');
  }
}

/**
 * `ALL`, `ROLLUP (…)`, `CUBE (…)`, `GROUPING SETS (…)`, or expressions.
 *
 * @param isPiped - then an expression may have an alias and a direction
 */
export function readGrouping(
  walk: BigQueryWalk,
  scope: BigQueryScope,
  isPiped = false,
): void {
  const { tokens } = walk;
  if (tokens.takeWord('ALL')) {
    return;
  }
  do {
    if (tokens.takeWord('GROUPING', 'SETS')) {
      tokens.expectSign('(');
      readGrouping(walk, scope);
      tokens.expectSign(')');
    } else if (tokens.takeOneOf('ROLLUP', 'CUBE')) {
      tokens.expectSign('(');
      readExpressions(walk, scope);
      tokens.expectSign(')');
    } else {
      readExpression(walk, scope);
      if (isPiped) {
        readAlias(walk);
        tokens.takeOneOf('ASC', 'DESC');
      }
    }
  } while (tokens.takeSign(','));
}
