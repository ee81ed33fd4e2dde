import { BigQueryScope } from './BigQueryScope';
import { BigQueryWalk } from './BigQueryWalk';
import { readArguments } from './readCall';
import { readExpression } from './readExpression';
import { isQueryAhead, readQuery } from './readQuery';
import { readPivot } from './readPivot';

const JOIN_WORDS = ['CROSS', 'INNER', 'LEFT', 'RIGHT', 'FULL', 'JOIN'];

/** Sources with joins between them. */
export function readFrom(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  readSource(walk, scope);
  for (;;) {
    if (!tokens.takeSign(',') && !takeJoin(walk)) {
      return;
    }
    readSource(walk, scope);
    readJoinConditions(walk, scope);
  }
}

/** `LEFT OUTER JOIN` and its like. */
export function takeJoin({ tokens }: BigQueryWalk): boolean {
  // A set operation may begin with the same words.
  const isJoin =
    tokens.isOneOf(...JOIN_WORDS) &&
    (tokens.isWord('JOIN') ||
      tokens.peek(1).text === 'JOIN' ||
      (tokens.peek(1).text === 'OUTER' && tokens.peek(2).text === 'JOIN'));
  if (!isJoin) {
    return false;
  }
  while (!tokens.takeWord('JOIN')) {
    tokens.next();
  }
  return true;
}

/** Several may follow, for joins inside one another: `a JOIN b JOIN c ON … ON …`. */
export function readJoinConditions(
  walk: BigQueryWalk,
  scope: BigQueryScope,
): void {
  const { tokens } = walk;
  for (;;) {
    if (tokens.takeWord('ON')) {
      readExpression(walk, scope.soFar());
    } else if (tokens.takeWord('USING')) {
      tokens.expectSign('(');
      do {
        tokens.expectName();
      } while (tokens.takeSign(','));
      tokens.expectSign(')');
    } else {
      return;
    }
  }
}

/** A table, an array, a query, or joins in parentheses, with its alias and what is done with its rows. */
export function readSource(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  walk.found.countSource();
  let name: string | undefined;
  if (tokens.isSign('(')) {
    walk.nested(() => readParenthesized(walk, scope));
  } else if (tokens.takeWord('UNNEST')) {
    walk.found.tableFunctions.add('unnest');
    readArguments(walk, scope.soFar());
  } else {
    name = readPath(walk, scope);
  }
  readDecorations(walk, scope, name);
}

function readParenthesized(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  tokens.expectSign('(');
  if (isQueryAhead(tokens)) {
    readQuery(walk, scope.beside());
  } else {
    readFrom(walk, scope);
  }
  tokens.expectSign(')');
}

/** The alias and the clauses around it, in any order that BigQuery allows. */
function readDecorations(
  walk: BigQueryWalk,
  scope: BigQueryScope,
  name: string | undefined,
): void {
  const { tokens } = walk;
  let alias = name;
  let isNamed = false;
  for (;;) {
    if (
      (tokens.isWord('PIVOT') && tokens.isSign('(', 1)) ||
      tokens.isWord('UNPIVOT')
    ) {
      readPivot(walk, scope.beside());
      // The rows that come out of it do not go by the names of those that went in.
      alias = undefined;
      isNamed = false;
    } else if (tokens.takeWord('FOR')) {
      tokens.expectWord('SYSTEM_TIME');
      tokens.expectWord('AS', 'OF');
      readExpression(walk, scope.beside());
    } else if (tokens.takeWord('TABLESAMPLE')) {
      readSample(walk, scope);
    } else if (tokens.takeWord('WITH', 'OFFSET')) {
      // The name of a number, which has no arrays in it.
      if (tokens.takeWord('AS') || tokens.isName()) {
        tokens.expectName();
      }
    } else if (!isNamed && (tokens.takeWord('AS') || tokens.isName())) {
      alias = tokens.expectName();
      isNamed = true;
    } else {
      break;
    }
  }
  if (alias !== undefined) {
    scope.addAlias(alias);
  }
}

export function readSample(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  tokens.expectWord('SYSTEM');
  tokens.expectSign('(');
  readExpression(walk, scope.beside());
  if (!tokens.takeOneOf('PERCENT', 'ROWS')) {
    throw tokens.unexpected();
  }
  tokens.expectSign(')');
}

/**
 * A table, a CTE, an array of rows that are read already, or a call of a function that makes a table.
 *
 * @returns the name that expressions have for it without an alias
 */
export function readPath(walk: BigQueryWalk, scope: BigQueryScope): string {
  const { tokens } = walk;
  const firstToken = tokens.peek();
  const pieces = [readFirstPiece(walk)];
  // Only a plain first piece can be the name of rows; `hr.salaries` in one pair of quotes is a table.
  const isPlain =
    pieces[0] ===
      (firstToken.kind === 'name' ? firstToken.text : firstToken.raw) &&
    !pieces[0].includes('.');
  while (tokens.takeSign('.')) {
    pieces.push(tokens.expectPart());
  }
  const parts = pieces.flatMap(piece => piece.split('.'));
  if (tokens.isSign('(')) {
    const name = parts.join('.').toLowerCase();
    walk.found.tableFunctions.add(name);
    walk.found.functions.add(name);
    walk.nested(() => readArguments(walk, scope.beside()));
  } else if (parts.length > 1 || !scope.hasCte(parts[0])) {
    walk.addPath({
      parts,
      first: pieces.length > 1 && isPlain ? pieces[0] : undefined,
      scope: scope.soFar(),
    });
  }
  return parts[parts.length - 1];
}

/** The project may have dashes in it without quotes: `acme-dw.sales.orders`. */
function readFirstPiece({ tokens }: BigQueryWalk): string {
  let end = tokens.peek().end;
  let piece = tokens.expectName();
  while (tokens.isSign('-') && tokens.peek().start === end) {
    const part = tokens.peek(1);
    if (
      part.start !== tokens.peek().end ||
      (part.kind !== 'word' && part.kind !== 'number')
    ) {
      throw tokens.unexpected();
    }
    tokens.next();
    tokens.next();
    piece += `-${part.raw}`;
    end = part.end;
  }
  return piece;
}
