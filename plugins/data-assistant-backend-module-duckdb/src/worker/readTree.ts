import { Session } from './Database';

/** What `json_serialize_sql` answers. */
export interface SerializedSql {
  error: boolean;
  error_type?: string;
  error_message?: string;
  statements?: { node: unknown }[];
}

/** Parses a text with the engine's own parser. */
export async function readTree(
  session: Session,
  sql: string,
): Promise<SerializedSql> {
  const result = await session.rows(
    'SELECT json_serialize_sql($1::VARCHAR, skip_null := false, skip_empty := false)',
    [sql],
  );
  const [[json]] = await result.getRows();
  return JSON.parse(String(json));
}
