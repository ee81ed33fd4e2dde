const COMMENTS = /--[^\n]*|\/\*[\s\S]*?\*\//g;

/** SQL with a space for each comment, which runs nothing and so backs nothing. */
export const withoutComments = (sql: string): string =>
  sql.replace(COMMENTS, ' ');
