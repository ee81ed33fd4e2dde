import { readFileSync } from 'node:fs';
import { SortedLines } from './SortedLines';

/** Their bytes take 3 MiB; a set of them takes 20. */
let lines: SortedLines | undefined;

function readWords(): SortedLines {
  const path = require.resolve('an-array-of-english-words');
  const words: string[] = JSON.parse(readFileSync(path, 'utf8'));
  return new SortedLines(Buffer.from(`${words.sort().join('\n')}\n`, 'latin1'));
}

/** True for words of plain English, in lower case, inflected ones too. */
export function isEnglishWord(word: string): boolean {
  lines ??= readWords();
  return lines.has(word);
}
