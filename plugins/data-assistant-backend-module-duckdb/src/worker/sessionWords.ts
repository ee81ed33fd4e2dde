import { Session } from './Database';
import { quoteName } from './quoteName';

/**
 * Which of the words, such as `user`, a statement uses as functions of the session: those that it cannot be
 * bound without. A column of that name comes first to the binder.
 *
 * A statement that cannot be bound at all uses none as far as this can tell.
 */
export async function findSessionFunctions(
  session: Session,
  sql: string,
  words: ReadonlySet<string>,
): Promise<string[]> {
  if (words.size === 0 || !(await session.canPrepare(sql))) {
    return [];
  }
  const used: string[] = [];
  for (const word of words) {
    // A macro of the connection comes before any other function, and this one cannot be called without arguments.
    await session.rows(`CREATE TEMP MACRO ${quoteName(word)}(x) AS x`);
    if (!(await session.canPrepare(sql))) {
      used.push(word);
    }
    await session.rows(`DROP MACRO temp.main.${quoteName(word)}`);
  }
  return used;
}
