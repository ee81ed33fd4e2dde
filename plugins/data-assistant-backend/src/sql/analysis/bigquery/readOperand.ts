import { BigQueryScope } from './BigQueryScope';
import { BigQueryWalk } from './BigQueryWalk';
import { readCall } from './readCall';
import { checkChain, readExpression, readExpressions } from './readExpression';
import {
  readBrackets,
  readCase,
  readCast,
  readConstructor,
  readExtract,
  readInterval,
  readWithExpression,
} from './readForms';
import { isQueryAhead, readQuery } from './readQuery';

const LITERAL_TYPES = new Set([
  'BIGDECIMAL',
  'BIGNUMERIC',
  'DATE',
  'DATETIME',
  'DECIMAL',
  'JSON',
  'NUMERIC',
  'TIME',
  'TIMESTAMP',
]);
/** Reserved words that are functions when a parenthesis follows. */
const FUNCTION_WORDS = new Set([
  'GROUPING',
  'IF',
  'LEFT',
  'RANGE',
  'RIGHT',
  'COLLATE',
]);

/** What stands between operators, with the signs and NOTs before it and the fields after it. */
export function readOperand(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  let signs = 0;
  while (
    tokens.takeWord('NOT') ||
    tokens.takeSign('-') ||
    tokens.takeSign('+') ||
    tokens.takeSign('~')
  ) {
    signs += 1;
    checkChain(signs);
  }
  readPrimary(walk, scope);
  readPostfix(walk, scope);
}

/** Fields, elements, and calls in a chain. */
function readPostfix(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  for (let links = 1; ; links++) {
    checkChain(links);
    if (tokens.isSign('.') && !tokens.isSign('*', 1)) {
      tokens.next();
      const chained = tokens.takeSign('(');
      const name = [tokens.expectPart()];
      while (chained && tokens.takeSign('.')) {
        name.push(tokens.expectPart());
      }
      if (chained) {
        tokens.expectSign(')');
      }
      if (chained || tokens.isSign('(')) {
        readCall(walk, scope, name);
      }
    } else if (tokens.takeSign('[')) {
      readExpression(walk, scope);
      tokens.expectSign(']');
    } else {
      return;
    }
  }
}

function readPrimary(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  const token = tokens.peek();
  switch (token.kind) {
    case 'number':
    case 'string':
      tokens.next();
      return;
    case 'parameter':
      walk.found.parameters.add(tokens.next().text);
      return;
    case 'variable':
      walk.found.functions.add(tokens.next().text);
      return;
    case 'sign':
      readSign(walk, scope);
      return;
    case 'name':
      readPathOrCall(walk, scope);
      return;
    default:
      readWord(walk, scope);
  }
}

function readSign(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  if (tokens.takeSign('?')) {
    walk.found.parameters.add('?');
  } else if (tokens.isSign('[')) {
    readBrackets(walk, scope);
  } else if (tokens.takeSign('(')) {
    if (isQueryAhead(tokens)) {
      readQuery(walk, scope.inner());
    } else if (!tokens.isSign(')')) {
      readExpressions(walk, scope);
    }
    tokens.expectSign(')');
  } else {
    throw tokens.unexpected();
  }
}

function readWord(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  const word = tokens.peek().text;
  const call = tokens.isSign('(', 1);
  if (tokens.takeOneOf('NULL', 'TRUE', 'FALSE')) {
    return;
  }
  if (LITERAL_TYPES.has(word) && tokens.peek(1).kind === 'string') {
    tokens.next();
    tokens.next();
  } else if (tokens.takeWord('CASE')) {
    readCase(walk, scope);
  } else if (tokens.isOneOf('CAST', 'SAFE_CAST') && call) {
    readCast(walk, scope);
  } else if (tokens.takeWord('EXTRACT')) {
    readExtract(walk, scope);
  } else if (tokens.takeWord('INTERVAL')) {
    readInterval(walk, scope);
  } else if (tokens.takeWord('EXISTS')) {
    tokens.expectSign('(');
    readQuery(walk, scope.inner());
    tokens.expectSign(')');
  } else if (tokens.isOneOf('ARRAY', 'STRUCT', 'RANGE') && !call) {
    readConstructor(walk, scope);
  } else if (tokens.takeWord('ARRAY')) {
    tokens.expectSign('(');
    readQuery(walk, scope.inner());
    tokens.expectSign(')');
  } else if (tokens.isWord('WITH') && call) {
    readWithExpression(walk, scope);
  } else if (
    call &&
    (FUNCTION_WORDS.has(word) || word === 'STRUCT' || word === 'UNNEST')
  ) {
    tokens.next();
    readCall(walk, scope, [word]);
  } else {
    readPathOrCall(walk, scope);
  }
}

/** `a.b.c`, or a call of it. */
function readPathOrCall(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  const path = [tokens.expectName()];
  while (tokens.isSign('.') && !tokens.isSign('*', 1)) {
    if (tokens.isSign('(', 1)) {
      return;
    }
    checkChain(path.length);
    tokens.next();
    path.push(tokens.expectPart());
  }
  if (tokens.isSign('(')) {
    readCall(walk, scope, path);
  } else if (tokens.isWord('OVER')) {
    throw tokens.unexpected();
  }
}
