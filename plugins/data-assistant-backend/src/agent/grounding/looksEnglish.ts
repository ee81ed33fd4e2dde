const WORDS =
  /(?<!\p{L})(?:the|there|this|that|these|are|were|and|of|it|its|with|from|has|have|had|for|by)(?!\p{L})/iu;

/** True for a text with one of the small words of English; `48.231` is no thousands there. */
export const looksEnglish = (text: string): boolean => WORDS.test(text);
