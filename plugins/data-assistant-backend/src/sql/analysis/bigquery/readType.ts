import { BigQueryWalk } from './BigQueryWalk';

/** `INT64`, `NUMERIC(10, 2)`, `ARRAY<STRUCT<a INT64, STRING>>`. Types run no code and read nothing. */
export function readType(walk: BigQueryWalk): void {
  const { tokens } = walk;
  walk.nested(() => {
    if (tokens.takeOneOf('ARRAY', 'RANGE')) {
      tokens.expectSign('<');
      readType(walk);
      tokens.expectClosingAngle();
    } else if (tokens.takeWord('STRUCT')) {
      readFields();
    } else {
      tokens.expectName();
      if (tokens.takeSign('(')) {
        do {
          tokens.next();
        } while (tokens.takeSign(','));
        tokens.expectSign(')');
      }
    }
  });

  function readFields(): void {
    if (tokens.takeSign('<>')) {
      return;
    }
    tokens.expectSign('<');
    do {
      const named =
        tokens.isName() &&
        !tokens.isSign(',', 1) &&
        !tokens.isSign('>', 1) &&
        !tokens.isSign('>>', 1) &&
        !tokens.isSign('(', 1);
      if (named) {
        tokens.expectName();
      }
      readType(walk);
    } while (tokens.takeSign(','));
    tokens.expectClosingAngle();
  }
}
