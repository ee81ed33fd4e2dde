import { RanQuery } from '../tools/AgentNotes';
import { BackingNumbers } from './BackingNumbers';
import { findForeignNumbers, readNumbers } from './readNumbers';
import { readNumberWords, withDigits, WordNumber } from './readNumberWords';

/** Up to it, words may also count rows or columns that the reader sees. */
const LARGEST_SMALL = 12;

function isBackedWord(
  { value, scale, written }: WordNumber,
  { backing, hasRows }: { backing: BackingNumbers; hasRows: boolean },
): boolean {
  return value * scale <= LARGEST_SMALL
    ? !hasRows || backing.holdsSmall(value * scale)
    : backing.holds({
        written,
        value,
        decimals: 0,
        scales: [scale],
        isPercent: false,
        isNegative: false,
        isRough: false,
      });
}

/**
 * The numbers of a sentence that no result backs, each once, as they are written.
 *
 * A number is backed by a cell that it is, or that rounds to it at the precision in which it is written: `1.2M` by
 * 1,234,567; `12 %` by 0.1234 or by 12.3; `about 1,200` by 1,234. Also by the number of rows of a result, by numbers in
 * names that cells hold, and by numbers that the SQL or one of the `said` texts has. Nothing is computed: a sum,
 * a difference or a share is backed only where a row holds it.
 *
 * Not looked at: dates, times, years told as such (`in 2026`), ordinals, weeks and quarters, positions of lists, versions,
 * and digits within words and identifiers. Numbers in English words are looked at like others, but for `two` to
 * `twelve`: only where there is a result, of which they may also count rows or columns. Numbers are
 * read as English writes them, with commas or spaces between groups; digits of other scripts are never backed.
 */
export function findUnbackedNumbers(options: {
  /** As the reader sees it. */
  sentence: string;
  queries: readonly RanQuery[];
  /** Texts whose numbers may be said again, such as the question. */
  said?: readonly string[];
}): string[] {
  const { sentence, queries, said = [] } = options;
  const backing = BackingNumbers.of({ queries, said: said.map(withDigits) });
  const unbacked = readNumbers(sentence)
    .filter(number => !backing.holds(number))
    .map(({ written }) => written);
  const hasRows = queries.length > 0;
  const words = readNumberWords(sentence)
    .filter(word => !isBackedWord(word, { backing, hasRows }))
    .map(({ written }) => written);
  return [...new Set([...unbacked, ...words, ...findForeignNumbers(sentence)])];
}
