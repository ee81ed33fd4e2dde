import { Assignment } from './assignSlots';
import { isNeutral } from './neutralWords';
import { WordUnit } from './Reading';
import { WordClass } from './wordClasses';
import { stemOfUnit, tellingOfUnit } from './WordRelations';

/** A word that names something, with what a comparison needs to know of it. */
export interface ContentWord {
  unit: WordUnit;
  /** Undefined for a phrase of the experts. */
  stem: string | undefined;
  /** How much it tells, 0 to 3. */
  weight: number;
  isNumber: boolean;
}

function contentWordOf(unit: WordUnit): ContentWord {
  const stem = stemOfUnit(unit);
  return {
    unit,
    stem,
    weight: tellingOfUnit(unit),
    isNumber: /^\d/.test(stem ?? ''),
  };
}

type Words = Pick<Assignment, 'filledNames' | 'head' | 'isKeywords' | 'words'>;

/**
 * What a question or a phrasing says outside of its parameters, sorted for comparing. It is compared many times, so
 * all that does not depend on the other side is worked out here, once.
 */
export class Wording {
  static ofQuestion(asked: Words): Wording {
    return new Wording(asked, () => true, asked.head[0]);
  }

  /** A code such as IT may be meant by a question's "it", never by a phrasing's. */
  static ofPhrasing(said: Words): Wording {
    return new Wording(said, ({ text }) => !isNeutral(text), said.head[0]);
  }

  readonly words: WordUnit[];
  /** Words that name something, once each: neither classes nor links. */
  readonly content: ContentWord[];
  readonly classes: ReadonlyMap<WordClass, WordUnit>;
  /** What is asked for. */
  readonly head: ContentWord[];
  readonly isKeywords: boolean;
  /** Stems of the names of what it fills. */
  readonly filledNames: ReadonlySet<string>;
  readonly saysAnd: boolean;
  readonly #parts: Words;
  readonly #mayName: (unit: WordUnit) => boolean;
  #without: { ignored: ReadonlySet<string>; wording: Wording } | undefined;

  private constructor(
    parts: Words,
    mayName: (unit: WordUnit) => boolean,
    /** The first word asked for, heeded or not. */
    readonly firstAsked: WordUnit | undefined,
  ) {
    const content = new Map<string, WordUnit>();
    const classes = new Map<WordClass, WordUnit>();
    for (const unit of parts.words) {
      if (unit.wordClass) {
        classes.set(unit.wordClass, unit);
      } else if (!unit.isLink) {
        content.set(unit.labels.join(' '), unit);
      }
    }
    this.words = parts.words;
    this.content = [...content.values()].filter(mayName).map(contentWordOf);
    this.classes = classes;
    this.head = parts.head.map(contentWordOf);
    this.isKeywords = parts.isKeywords;
    this.filledNames = parts.filledNames;
    this.saysAnd = parts.words.some(({ text }) => /^and$/i.test(text));
    this.#parts = parts;
    this.#mayName = mayName;
  }

  /** The same as if words with one of these labels were not there. The last one asked for is kept. */
  without(ignored: ReadonlySet<string>): Wording {
    if (ignored.size === 0) {
      return this;
    }
    if (this.#without?.ignored !== ignored) {
      const isHeeded = ({ labels }: WordUnit) =>
        !labels.some(label => ignored.has(label));
      const { words, head, isKeywords, filledNames } = this.#parts;
      const wording = new Wording(
        {
          words: words.filter(isHeeded),
          head: head.filter(isHeeded),
          isKeywords,
          filledNames,
        },
        this.#mayName,
        this.firstAsked,
      );
      this.#without = { ignored, wording };
    }
    return this.#without.wording;
  }
}
