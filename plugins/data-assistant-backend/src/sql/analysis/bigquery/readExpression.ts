import { AnalysisRefusal } from '../SqlAnalyzer';
import { BigQueryScope } from './BigQueryScope';
import { BigQueryWalk } from './BigQueryWalk';
import { readOperand } from './readOperand';

// A chain of operators is a tree as deep as it is long.
const MAX_OPERATORS = 1_000;

/** @throws AnalysisRefusal past the bound */
export function checkChain(length: number): void {
  if (length > MAX_OPERATORS) {
    throw new AnalysisRefusal(
      'too-deep',
      `An expression has more than ${MAX_OPERATORS} operators in a row`,
    );
  }
}

const SIGNS = new Set(
  '+ - * / || | & ^ << >> = < > <= >= != <> -> =>'.split(' '),
);
/** Operands with operators between them; which binds first makes no difference to what they refer to. */
export function readExpression(walk: BigQueryWalk, scope: BigQueryScope): void {
  walk.nested(() => {
    const { tokens } = walk;
    let operators = 0;
    readOperand(walk, scope);
    while (takeOperator(walk, scope)) {
      operators += 1;
      checkChain(operators);
      if (!tokens.isWord('IS')) {
        readOperand(walk, scope);
      }
      while (tokens.takeWord('IS')) {
        readIs(walk, scope);
      }
    }
  });
}

export function readExpressions(
  walk: BigQueryWalk,
  scope: BigQueryScope,
): void {
  do {
    readExpression(walk, scope);
  } while (walk.tokens.takeSign(','));
}

/** True when an operand comes after it; `IS …` is left for the caller. */
function takeOperator(walk: BigQueryWalk, scope: BigQueryScope): boolean {
  const { tokens } = walk;
  if (tokens.isWord('IS')) {
    return true;
  }
  if (tokens.takeOneOf('AND', 'OR')) {
    return true;
  }
  const token = tokens.peek();
  if (token.kind === 'sign' && SIGNS.has(token.text)) {
    tokens.next();
    return true;
  }
  const negated =
    tokens.isWord('NOT', 'IN') ||
    tokens.isWord('NOT', 'LIKE') ||
    tokens.isWord('NOT', 'BETWEEN');
  if (negated) {
    tokens.next();
  }
  if (tokens.takeWord('IN')) {
    // What follows is an operand as any other: a list, a query in parentheses, or `UNNEST(…)`.
    return true;
  }
  if (tokens.takeWord('LIKE')) {
    tokens.takeOneOf('ANY', 'SOME', 'ALL');
    return true;
  }
  if (tokens.takeWord('BETWEEN')) {
    readOperand(walk, scope);
    while (!tokens.isWord('AND')) {
      if (!takeOperator(walk, scope)) {
        throw tokens.unexpected();
      }
      readOperand(walk, scope);
    }
    tokens.expectWord('AND');
    return true;
  }
  return false;
}

function readIs(walk: BigQueryWalk, scope: BigQueryScope): void {
  const { tokens } = walk;
  tokens.takeWord('NOT');
  if (tokens.takeWord('DISTINCT', 'FROM')) {
    readOperand(walk, scope);
  } else if (!tokens.takeOneOf('NULL', 'TRUE', 'FALSE', 'UNKNOWN')) {
    throw tokens.unexpected();
  }
}
