import { StoredContext } from '../../curation/ContextStore';
import { contentTerms, identifierTerms } from '../words/contentTerms';
import { Field, LENT_WEIGHT, PIECE_WEIGHTS } from './fields';
import { PieceText, readCluster, readPieces } from './readPieces';
import { GlossaryEntry, Segment } from './Segment';
import { TermDictionary } from './TermDictionary';
import { WordTally } from './WordTally';

/** Terms of more words are sentences. */
const LONGEST_NAME = 6;

/** Reads one cluster into a segment. */
export class SegmentBuilder {
  readonly #tally: WordTally;
  readonly #used: number[][] = [];

  private constructor(dictionary: TermDictionary) {
    this.#tally = WordTally.create(dictionary);
  }

  static build(context: StoredContext, dictionary: TermDictionary): Segment {
    return new SegmentBuilder(dictionary).#build(context);
  }

  #build(context: StoredContext): Segment {
    const { pairs, docs, datasets } = readPieces(context);
    for (const [field, terms] of readCluster(context)) {
      this.#tally.count(field, terms);
    }
    const lent = new Map<string, string[]>();
    for (const pair of pairs) {
      this.#addPiece(pair);
      const terms = (field: Field) =>
        pair.fields.find(([name]) => name === field)?.[1] ?? [];
      this.#used.push(
        [...new Set(terms('used'))].map(term => this.#tally.hold(term)),
      );
      for (const id of new Set(pair.datasets)) {
        lent.set(id, [...(lent.get(id) ?? []), ...terms('asked')]);
      }
    }
    docs.forEach(doc => this.#addPiece(doc));
    datasets.forEach(dataset => this.#addPiece(dataset, lent.get(dataset.id)));
    const pieces = [...pairs, ...docs, ...datasets];
    return new Segment({
      ids: pieces.map(({ id }) => id),
      firstDoc: pairs.length,
      firstDataset: pairs.length + docs.length,
      glossary: this.#readGlossary(context),
      arrays: { ...this.#tally.layOut(), ...this.#layOutUsed() },
    });
  }

  #addPiece(piece: PieceText, lent: readonly string[] = []): void {
    for (const [field, terms] of piece.fields) {
      this.#tally.count(field, terms, PIECE_WEIGHTS[field]);
    }
    this.#tally.lend(lent, LENT_WEIGHT);
    this.#tally.endPiece();
    for (const phrase of piece.phrases) {
      this.#tally.countPhrase(phrase);
    }
  }

  #readGlossary(context: StoredContext): GlossaryEntry[] {
    const hold = (words: readonly string[]) =>
      words.length <= LONGEST_NAME
        ? words.map(word => this.#tally.hold(word))
        : [];
    return context.docs
      .flatMap(doc => doc.terms)
      .map(({ term, synonyms, column }) => ({
        names: [term, ...synonyms]
          .map(name => hold(contentTerms(name)))
          .filter(name => name.length > 0),
        column:
          column === undefined
            ? []
            : hold(identifierTerms(column.slice(column.lastIndexOf('.') + 1))),
      }))
      .filter(({ names, column }) => names.length + column.length > 1);
  }

  #layOutUsed() {
    const usedStarts = new Uint32Array(this.#used.length + 1);
    this.#used.forEach(({ length }, pair) => {
      usedStarts[pair + 1] = usedStarts[pair] + length;
    });
    return { usedStarts, used: Uint32Array.from(this.#used.flat()) };
  }
}
