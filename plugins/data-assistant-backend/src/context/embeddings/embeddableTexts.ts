import { createHash } from 'node:crypto';
import { Dataset, Doc } from '@cairn/backstage-plugin-data-assistant-common';
import { StoredContext } from '../../curation/ContextStore';
import { PieceKind } from '../search/readPieces';

/** A text whose vector stands for a cluster, or for a piece of its context; a piece may have several. */
export interface EmbeddableText {
  kind: PieceKind | 'cluster';
  /** Of the piece, or of the cluster. */
  id: string;
  text: string;
  /** Under which its vector is stored: the same text is embedded once, wherever it is. */
  hash: string;
}

/**
 * About 500 tokens of English, which even small models read; the rest of a longer text would be cut by the
 * endpoint, or refused.
 */
const TEXT_MAX_LENGTH = 2_000;
const PASSAGE_MAX_LENGTH = 1_200;
const PASSAGES_PER_DOC = 30;
const PHRASINGS_PER_PAIR = 50;
const TERMS_PER_DOC = 200;

/** A text as an endpoint takes it: without control characters and halves of surrogate pairs, of bounded length. */
export function toEmbeddable(text: string): string {
  return text
    .slice(0, TEXT_MAX_LENGTH)
    .replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ')
    .trim();
}

/** `plays_per_userDay` as the words that it is made of. */
function wordsOf(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_.]+/g, ' ')
    .toLowerCase();
}

/** Titles and columns. No value of a column is among it: those never leave for an endpoint. */
function datasetText({ title, table, description, columns }: Dataset): string {
  const tableName = wordsOf(table.slice(table.lastIndexOf('.') + 1));
  return [
    title.toLowerCase() === tableName ? title : `${title} (${tableName})`,
    description,
    columns.map(({ name }) => wordsOf(name)).join(', '),
  ]
    .filter(Boolean)
    .join('. ');
}

/** Paragraphs, as many together as fit, each with the title. */
function passagesOf({ title, body }: Doc): string[] {
  const passages: string[] = [];
  let passage = '';
  for (const paragraph of body.split(/\n\s*\n/)) {
    for (let at = 0; at < paragraph.length; at += PASSAGE_MAX_LENGTH) {
      const part = paragraph.slice(at, at + PASSAGE_MAX_LENGTH);
      if (passage && passage.length + part.length > PASSAGE_MAX_LENGTH) {
        passages.push(passage);
        passage = '';
        if (passages.length >= PASSAGES_PER_DOC) {
          return passages.map(text => `${title}: ${text}`);
        }
      }
      passage += `${part}\n`;
    }
  }
  return [...passages, passage].map(text => `${title}: ${text}`);
}

function termTexts({ terms }: Doc): string[] {
  return terms
    .slice(0, TERMS_PER_DOC)
    .map(({ term, synonyms, definition }) =>
      [[term, ...synonyms].join(', '), definition].filter(Boolean).join(': '),
    );
}

/** All that a cluster's context is found by in meaning. */
export function listEmbeddableTexts(context: StoredContext): EmbeddableText[] {
  const { cluster, pairs, docs, datasets } = context;
  const texts: [EmbeddableText['kind'], string, string][] = [
    [
      'cluster',
      cluster.id,
      [cluster.title, cluster.description].filter(Boolean).join('. '),
    ],
  ];
  for (const { id, question, phrasings } of pairs) {
    for (const text of [question, ...phrasings.slice(0, PHRASINGS_PER_PAIR)]) {
      texts.push(['pair', id, text]);
    }
  }
  for (const doc of docs) {
    for (const text of [...passagesOf(doc), ...termTexts(doc)]) {
      texts.push(['doc', doc.id, text]);
    }
  }
  for (const dataset of datasets) {
    texts.push(['dataset', dataset.id, datasetText(dataset)]);
  }
  return texts
    .map(([kind, id, text]) => ({ kind, id, text: toEmbeddable(text) }))
    .filter(({ text }) => text !== '')
    .map(entry => ({
      ...entry,
      hash: createHash('sha256').update(entry.text).digest('hex'),
    }));
}
