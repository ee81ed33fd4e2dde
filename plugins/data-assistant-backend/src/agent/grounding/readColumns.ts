import { QueryResult } from '@cairn/backstage-plugin-data-assistant-node';

/** What the numbers of a column may be, besides what they are. */
export interface ColumnKind {
  /** Thousands, millions and so on already. */
  isScaled: boolean;
  /** Shares, which may be above 1 or below -1. */
  isShare: boolean;
  /** Of nothing but parts of 1, so that a 1 is all of it. */
  isOfParts: boolean;
}

const SCALED =
  /(?:^|_)(?:k|thousands?|m|mn|mio|millions?|b|bn|billions?|t|tn|trillions?)(?:_|$)/i;
/** As a word of the name: a duration has a `ratio` in it. */
const SHARE =
  /(?:^|[^\p{L}])(?:shares?|ratios?|rates?|growth|changes?|pct|percent(?:age|ages|s)?|proportions?|fractions?|anteile?|quote|andel|taux)(?:[^\p{L}]|$)|%/iu;

const inWords = (name: string) => name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '_');

/** What each column of a result may hold, by its name and its numbers. */
export function readColumns({
  columns,
  rows,
}: Pick<QueryResult, 'columns' | 'rows'>): ColumnKind[] {
  return columns.map(({ name }, index) => {
    const numbers = rows
      .map(row => row[index])
      .filter(cell => cell !== null && cell !== '')
      .map(Number);
    return {
      isScaled: SCALED.test(name),
      isShare: SHARE.test(inWords(name)),
      isOfParts:
        numbers.every(number => Math.abs(number) <= 1) &&
        numbers.some(number => !Number.isInteger(number)),
    };
  });
}
