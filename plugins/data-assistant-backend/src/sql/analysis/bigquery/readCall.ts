import { BigQueryScope } from './BigQueryScope';
import { BigQueryWalk } from './BigQueryWalk';
import { readExpression, readExpressions } from './readExpression';
import { readOrderBy } from './readQuery';
import { readPath } from './readSource';

/** Arguments and what follows them, from the opening parenthesis on. */
export function readCall(
  walk: BigQueryWalk,
  scope: BigQueryScope,
  name: string[],
): void {
  const called = walk.addFunction(name);
  const literals = walk.nested(() => readArguments(walk, scope));
  walk.found.addSized(called, literals[1]);
  walk.found.addRange(called, literals);
  const { tokens } = walk;
  if (tokens.takeWord('OVER')) {
    readOver(walk, scope);
  }
}

/** @returns the arguments that are plain numbers, in their places */
export function readArguments(
  walk: BigQueryWalk,
  scope: BigQueryScope,
): (number | undefined)[] {
  const { tokens } = walk;
  const literals: (number | undefined)[] = [];
  tokens.expectSign('(');
  tokens.takeWord('DISTINCT');
  if (!tokens.takeSign('*') && !tokens.isSign(')')) {
    do {
      literals.push(tokens.plainNumber());
      readArgument(walk, scope);
    } while (tokens.takeSign(','));
  }
  if (!tokens.takeWord('IGNORE', 'NULLS')) {
    tokens.takeWord('RESPECT', 'NULLS');
  }
  if (tokens.takeWord('WHERE')) {
    readExpression(walk, scope);
  }
  if (tokens.takeWord('HAVING')) {
    if (!tokens.takeOneOf('MAX', 'MIN')) {
      throw tokens.unexpected();
    }
    readExpression(walk, scope);
  }
  readOrderBy(walk, scope);
  if (tokens.takeWord('LIMIT')) {
    readExpression(walk, scope);
  }
  tokens.expectSign(')');
  return literals;
}

function readArgument(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  const named = tokens.isOneOf('TABLE', 'MODEL') && tokens.isName(1);
  if (named) {
    tokens.next();
    readPath(walk, scope);
  } else {
    readExpression(walk, scope);
    if (tokens.takeWord('AS')) {
      tokens.expectPart();
    }
  }
}

/** `OVER w`, or `OVER (w PARTITION BY … ORDER BY … ROWS …)`. */
export function readOver(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  if (tokens.isSign('(')) {
    readWindow(walk, scope);
  } else {
    tokens.expectName();
  }
}

function readWindow(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  tokens.expectSign('(');
  if (tokens.isName()) {
    tokens.expectName();
  }
  if (tokens.takeWord('PARTITION', 'BY')) {
    readExpressions(walk, scope);
  }
  readOrderBy(walk, scope);
  if (tokens.takeOneOf('ROWS', 'RANGE')) {
    if (tokens.takeWord('BETWEEN')) {
      readBound(walk, scope);
      tokens.expectWord('AND');
    }
    readBound(walk, scope);
  }
  tokens.expectSign(')');
}

function readBound(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  if (tokens.takeWord('CURRENT', 'ROW')) {
    return;
  }
  if (!tokens.takeWord('UNBOUNDED')) {
    readExpression(walk, scope);
  }
  if (!tokens.takeOneOf('PRECEDING', 'FOLLOWING')) {
    throw tokens.unexpected();
  }
}

/** `WINDOW a AS (…), b AS a`. */
export function readWindows(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  do {
    tokens.expectName();
    tokens.expectWord('AS');
    readOver(walk, scope);
  } while (tokens.takeSign(','));
}
