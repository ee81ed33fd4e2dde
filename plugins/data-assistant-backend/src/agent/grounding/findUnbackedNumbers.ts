import { RanQuery } from '../tools/AgentNotes';
import { BackingFractions } from './BackingFractions';
import { BackingNumbers } from './BackingNumbers';
import { findCodes, maskCodes } from './maskCodes';
import { readFractionWords, withoutFractions } from './readFractionWords';
import { findForeignNumbers, readNumbers, SaidNumber } from './readNumbers';
import { readNumberWords, withDigits } from './readNumberWords';

/** Up to it, words may also count rows or columns that the reader sees. */
const LARGEST_SMALL = 12;

function isBackedWord(
  number: SaidNumber,
  { backing, hasQueries }: { backing: BackingNumbers; hasQueries: boolean },
): boolean {
  const value = number.value * number.scales[0];
  if (value > LARGEST_SMALL || number.isPercent) {
    return backing.holds(number);
  }
  return !hasQueries || backing.holdsSmall(value) || backing.holds(number);
}

/**
 * The numbers of a sentence that no result backs, each once, as they are written.
 *
 * A number is backed by a cell that it is, or that rounds to it at the precision in which it is written: `1.2M` by
 * 1,234,567; `12 %` by 0.1234 or by 12.3; `about 1,200` by 1,234; `over 1,200` only from below. Also by the number of
 * rows of a result, by numbers in names that cells hold, and by numbers that the SQL or one of the `said` texts has; a
 * percentage only by those that are one. Nothing is computed: a sum, a difference or a share is backed only where a
 * row holds it. A part or a multiple in words (`half of`, `doubled`) may also be that of two numbers that the
 * sentence says and that are backed, or of two cells of a result of one or two rows.
 *
 * Not looked at: dates, times, years told as such (`in 2026`), ordinals, weeks and quarters, positions of lists, versions,
 * identifiers of the SQL, codes that cells hold, and names with a few digits such as MP3. Numbers in English words are
 * looked at like others, but for `two` to `twelve`: only where there is a result, of which they may also count rows or
 * columns; and `zero`, which a cell or an empty result has to say. Numbers are read as English, German, French, Swedish
 * and Indian texts write them; digits of other scripts are never backed.
 */
export function findUnbackedNumbers(options: {
  /** As the reader sees it. */
  sentence: string;
  queries: readonly RanQuery[];
  /** Texts whose numbers may be said again, such as the question. */
  said?: readonly string[];
}): string[] {
  const { sentence, queries, said = [] } = options;
  const inDigits = said.map(withDigits);
  const backing = BackingNumbers.of({ queries, said: inDigits });
  const text = maskCodes(sentence, findCodes({ queries, said }));
  const hasQueries = queries.length > 0;
  const fractions = readFractionWords(text);
  const numbers = [
    ...readNumbers(text).map(number => ({
      ...number,
      isBacked: backing.holds(number),
    })),
    ...readNumberWords(withoutFractions(text, fractions)).map(number => ({
      ...number,
      isBacked: isBackedWord(number, { backing, hasQueries }),
    })),
  ];
  const beside = numbers
    .filter(({ isBacked }) => isBacked)
    .map(({ value, scales }) => value * scales[0]);
  const backingFractions = BackingFractions.of({ queries, said });
  const unbacked = [
    ...numbers.filter(({ isBacked }) => !isBacked),
    ...fractions.filter(each => !backingFractions.holds(each, beside)),
  ].map(({ written }) => written);
  return [...new Set([...unbacked, ...findForeignNumbers(sentence)])];
}
