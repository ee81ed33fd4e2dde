import { AlternateFinder } from './AlternateFinder';
import { RankedPiece } from './ContextSearch';
import { PieceScores } from './PieceScores';
import { PieceKind } from './readPieces';
import { ReadQuestion } from './readQuestion';
import { GlossaryEntry, Segment } from './Segment';
import { TermDictionary } from './TermDictionary';
import { B, inverseFrequency, K1 } from './TermWeigher';

const KINDS: PieceKind[] = ['pair', 'doc', 'dataset'];
/** What experts give as a synonym counts nearly as the word itself, and a value's column half. */
const SYNONYM = 0.8;
const COLUMN = 0.5;

/** Words that the docs' terms put for words of the question, with how much they count. */
function readGlossary(
  glossary: readonly GlossaryEntry[],
  asked: ReadonlySet<number>,
): Map<number, number> {
  const others = new Map<number, number>();
  const raise = (terms: readonly number[], factor: number) => {
    for (const term of terms) {
      if (!asked.has(term)) {
        others.set(term, Math.max(others.get(term) ?? 0, factor));
      }
    }
  };
  for (const { names, column } of glossary) {
    if (names.some(name => name.every(term => asked.has(term)))) {
      names.forEach(name => raise(name, SYNONYM / name.length));
      raise(column, COLUMN);
    }
  }
  return others;
}

/**
 * Ranks the pieces of one cluster by BM25 over weighed fields, each kind by itself: pairs, docs and
 * datasets are not comparable, but their order within a kind is. Datasets also have the words of the pairs
 * that read them.
 */
export function rankPieces(
  question: ReadQuestion,
  options: {
    segment: Segment;
    dictionary: TermDictionary;
    kinds?: readonly PieceKind[];
    limit: number;
  },
): RankedPiece[] {
  const { segment, dictionary, limit } = options;
  const { pieceStarts, pieces, weights, pieceLengths } = segment.arrays;
  const kinds = KINDS.filter(kind => options.kinds?.includes(kind) ?? true);
  const ranges = kinds.map(kind => segment.rangeOf(kind));
  const scores = new PieceScores(segment.ids.length);
  const finder = new AlternateFinder({
    dictionary,
    segments: [segment],
    isSaid: term => segment.indexOf(term) >= 0,
  });

  const addReading = (term: number, factor: number) => {
    const index = segment.indexOf(term);
    if (index < 0) {
      return;
    }
    const [start, end] = [pieceStarts[index], pieceStarts[index + 1]];
    ranges.forEach(([from, to], at) => {
      let found = 0;
      for (let i = start; i < end; i++) {
        found += pieces[i] >= from && pieces[i] < to ? 1 : 0;
      }
      const rarity = inverseFrequency(to - from, found);
      const average = segment.lengthOf(kinds[at]) / (to - from || 1) || 1;
      for (let i = start; i < end; i++) {
        const piece = pieces[i];
        if (piece >= from && piece < to) {
          const norm = K1 * (1 - B + (B * pieceLengths[piece]) / average);
          scores.raise(
            piece,
            (factor * rarity * weights[i] * (K1 + 1)) / (weights[i] + norm),
          );
        }
      }
    });
  };

  const asked = new Set<number>();
  for (const word of question.terms) {
    const own = dictionary.find(word.term);
    scores.begin();
    if (own !== undefined) {
      asked.add(own);
      addReading(own, word.weight);
    }
    for (const [term, factor] of finder.find(word)) {
      addReading(term, factor * word.weight);
    }
  }
  for (const [term, factor] of readGlossary(segment.glossary, asked)) {
    scores.begin();
    addReading(term, factor);
  }

  return ranges
    .flatMap(([from, to], at) => {
      const found: RankedPiece[] = [];
      for (let piece = from; piece < to; piece++) {
        const score = scores.scoreOf(piece);
        if (score > 0) {
          found.push({ kind: kinds[at], id: segment.ids[piece], score });
        }
      }
      return found;
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}
