import { FIELD_INDEX, FIELDS } from './fields';
import { phraseKey } from './Segment';
import { TermDictionary } from './TermDictionary';
import { WordTally } from './WordTally';

describe('WordTally', () => {
  it('lays out how often words stand in fields and how much in pieces', () => {
    const dictionary = TermDictionary.create();
    dictionary.hold('other');
    const tally = WordTally.create(dictionary);
    tally.count('about', ['show']);
    tally.count('asked', ['day', 'show', 'day'], 2);
    tally.lend(['show'], 0.5);
    tally.countPhrase(['day', 'show', 'day', 'show']);
    tally.endPiece();
    tally.count('columns', ['day'], 1);
    // A word of no weight is in its field, and in no piece.
    tally.count('columnNames', ['week'], 0);
    tally.endPiece();

    const [show, day, week] = ['show', 'day', 'week'].map(term =>
      dictionary.find(term),
    );
    const { fieldLengths, ...arrays } = tally.layOut();
    expect(arrays).toEqual({
      terms: Uint32Array.of(show!, day!, week!),
      fieldStarts: Uint32Array.of(0, 2, 4, 5),
      fields: Uint8Array.from(
        ['about', 'asked', 'asked', 'columns', 'columnNames'] as const,
        field => FIELD_INDEX[field],
      ),
      counts: Uint16Array.of(1, 1, 2, 1, 1),
      pieceStarts: Uint32Array.of(0, 1, 3, 3),
      pieces: Uint32Array.of(0, 0, 1),
      weights: Float32Array.of(2.5, 4, 1),
      pieceLengths: Float32Array.of(6.5, 1),
      phrases: Float64Array.of(phraseKey(show!, day!), phraseKey(day!, show!)),
      phraseCounts: Uint16Array.of(1, 2),
    });
    expect(fieldLengths[FIELD_INDEX.asked]).toBe(3);
  });

  it('has room for any number of words', () => {
    const words = Array.from({ length: 5_000 }, (_, n) => `w${n}`);
    const tally = WordTally.create(TermDictionary.create());
    tally.count('prose', words, 1);
    tally.endPiece();
    tally.count('prose', words, 1);
    tally.endPiece();
    const { counts, pieces, weights, fieldLengths } = tally.layOut();
    expect(counts).toEqual(new Uint16Array(words.length).fill(2));
    expect(pieces.filter(piece => piece === 1)).toHaveLength(words.length);
    expect(new Set(weights)).toEqual(new Set([1]));
    expect(fieldLengths).toHaveLength(FIELDS.length);
  });

  it('counts no further than its arrays can', () => {
    const tally = WordTally.create(TermDictionary.create());
    tally.count('prose', new Array(70_000).fill('same'), 1);
    tally.endPiece();
    expect(tally.layOut().counts).toEqual(Uint16Array.of(65_535));
  });
});
