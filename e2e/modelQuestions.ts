/** Questions that no pair answers, and what the played model does with them. */

/** Answered after two attempts that fail, and a question to the asker. */
export const ASKS_BACK = {
  question: 'How many publishers make shows in Swedish?',
  asks: 'Shows that are spoken in Swedish, or shows that people in Sweden hear?',
  choices: ['Spoken in Swedish', 'Heard in Sweden'],
  sql: "SELECT count(DISTINCT publisher) AS publishers FROM podcasts.shows WHERE language = 'sv'",
  sentence: (publishers: string) =>
    `**${publishers} publishers** make podcast shows in Swedish.`,
} as const;

/** Thought about until it is stopped. */
export const NEVER_ENDS = {
  question: 'Which publishers have changed the language of a podcast show?',
  thought: 'The shows of each publisher come first, and then their languages.',
} as const;
