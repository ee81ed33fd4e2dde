import { DateTime } from 'luxon';
import { plainForm, Token, tokenize } from '../../context/tokens';
import { NUMBER_WORDS } from '../../verified/numberWords';
import { readTimeSpans } from '../../verified/readTimeSpans';
import { Region } from './SqlTree';

/** Words of a question that say something of its SQL. */
export interface Said extends Region {
  words: string;
}

/** How long ago a pair may have been written whose relative words ("last week") its SQL has as days. */
const WRITTEN_DAYS_AGO = 31;
const NUMBER = /(?<![\p{L}\p{N}.])\d[\d,]*(?:\.\d+)?(?![\p{L}\p{N}])/gu;

/** A question or phrasing, from which words are taken one after another: none says two things. */
export class QuestionWords {
  static read(text: string, now: DateTime): QuestionWords {
    return new QuestionWords(text, now);
  }

  readonly #tokens: Token[];
  readonly #spans: Region[];
  readonly #taken: Region[] = [];

  private constructor(readonly text: string, private readonly now: DateTime) {
    this.#tokens = tokenize(text);
    this.#spans = readTimeSpans(text, now);
  }

  take(said: Region): void {
    this.#taken.push(said);
  }

  /**
   * Words that name exactly the days given: now or, as a pair that was written some time ago may say "last
   * week", on one of the days after them.
   */
  findSpan(from: string, to: string): Said | undefined {
    const days = [this.now];
    const end = DateTime.fromISO(to, { zone: this.now.zone });
    if (this.#spans.length > 0 && end.isValid) {
      for (let day = 0; day <= WRITTEN_DAYS_AGO; day++) {
        days.push(end.plus({ days: day, hours: 12 }));
      }
    }
    for (const day of days) {
      const span = readTimeSpans(this.text, day).find(
        each => each.from === from && each.to === to && this.#isFree(each),
      );
      if (span) {
        return this.#said(span);
      }
    }
    return undefined;
  }

  /** The words of a phrase, in whatever inflection, that are still free and outside of times. */
  findPhrase(phrase: string): Said | undefined {
    const wanted = tokenize(phrase);
    if (wanted.length === 0) {
      return undefined;
    }
    const isSame = [
      (a: Token, b: Token) => plainForm(a.text) === plainForm(b.text),
      (a: Token, b: Token) => a.stem === b.stem,
    ];
    for (const same of isSame) {
      for (let at = 0; at + wanted.length <= this.#tokens.length; at++) {
        const tokens = this.#tokens.slice(at, at + wanted.length);
        const region = {
          start: tokens[0].start,
          end: tokens[tokens.length - 1].end,
        };
        if (
          tokens.every((token, index) => same(token, wanted[index])) &&
          this.#isFree(region) &&
          !this.#isInSpan(region)
        ) {
          return this.#said(region);
        }
      }
    }
    return undefined;
  }

  /** Where a number stands, in digits or as a word, still free and outside of times. */
  findNumbers(value: number): Said[] {
    const digits = [...this.text.matchAll(NUMBER)].map(match => ({
      start: match.index,
      end: match.index + match[0].length,
      number: Number(match[0].replaceAll(',', '')),
    }));
    const spelled = this.#tokens.map(({ start, end, text }) => ({
      start,
      end,
      number: NUMBER_WORDS[text.toLowerCase()],
    }));
    return [...digits, ...spelled]
      .filter(
        region =>
          region.number === value &&
          this.#isFree(region) &&
          !this.#isInSpan(region),
      )
      .map(region => this.#said(region));
  }

  #said({ start, end }: Region): Said {
    return { start, end, words: this.text.slice(start, end) };
  }

  #isFree(region: Region): boolean {
    return !overlaps(this.#taken, region);
  }

  #isInSpan(region: Region): boolean {
    return overlaps(this.#spans, region);
  }
}

function overlaps(regions: Region[], { start, end }: Region): boolean {
  return regions.some(other => start < other.end && end > other.start);
}
