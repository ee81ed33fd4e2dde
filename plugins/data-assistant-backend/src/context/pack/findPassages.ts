import { Doc } from '@cairn/backstage-plugin-data-assistant-common';
import { contentTerms } from '../words/contentTerms';
import { isAsked } from './askedColumns';

/** Of a longer doc, only the beginning is looked through. */
const LONGEST_BODY = 200_000;
const LONGEST_PASSAGE = 700;
const TERMS_AT_MOST = 8;
const PASSAGES_AT_MOST = 3;
/** Of a word's stem, what its inflections begin with. */
const STEM_LENGTH = 6;

/** One term as a line: what it means, and the column and value that it names. */
export function writeTerm(term: Doc['terms'][number]): string {
  const { synonyms, definition, column, value } = term;
  const means = [
    ...(definition === undefined ? [] : [definition]),
    ...(column === undefined
      ? []
      : [
          `${column}${
            value === undefined ? '' : ` = ${JSON.stringify(value)}`
          }`,
        ]),
  ];
  const others = synonyms.length > 0 ? ` (${synonyms.join(', ')})` : '';
  return `${term.term}${others}${
    means.length > 0 ? `: ${means.join('; ')}` : ''
  }`;
}

/** The terms and passages of a doc that bear on the question, best first; each a text of its own. */
export function findPassages(doc: Doc, question: string): string[] {
  const asked = new Set(contentTerms(question));
  const terms = doc.terms
    .filter(({ term, synonyms }) => isAsked([term, ...synonyms], asked))
    .slice(0, TERMS_AT_MOST)
    .map(writeTerm);
  // By beginnings of words, since to read all words of a long doc takes too long.
  const stems = [...asked].map(term => term.slice(0, STEM_LENGTH));
  const passages = doc.body
    .slice(0, LONGEST_BODY)
    .split(/\n\s*\n|\n(?=#)/)
    .map(text => {
      const lower = text.toLowerCase();
      return {
        text: text.trim().slice(0, LONGEST_PASSAGE),
        found: stems.filter(stem => lower.includes(stem)),
      };
    })
    .filter(({ text }) => text !== '');
  const rarity = new Map(
    stems.map(stem => [
      stem,
      Math.log(
        1 +
          passages.length /
            (passages.filter(({ found }) => found.includes(stem)).length + 0.5),
      ),
    ]),
  );
  return [
    ...terms,
    ...passages
      .map(({ text, found }, index) => ({
        text,
        index,
        score: found.reduce((sum, stem) => sum + rarity.get(stem)!, 0),
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.index - b.index)
      .slice(0, PASSAGES_AT_MOST)
      .map(({ text }) => text),
  ];
}
