import { WarehouseError } from '@cairn/backstage-plugin-data-assistant-node';
import { EngineFailure } from '../protocol';
import { TreeRefusal } from './TreeRefusal';

/** A failure that this package found itself, with a message for the asker. */
export class EngineError extends Error {
  readonly name = 'EngineError';

  constructor(readonly code: WarehouseError['code'], message: string) {
    super(message);
  }
}

const KIND_PATTERN = /^([A-Z][\w ]*?) (?:Error|exception):? ?/i;
const MEMORY_PATTERN = /^Out of Memory|bad[ _]alloc|Allocation failure/i;
const SQL_KINDS = new Set([
  'binder',
  'catalog',
  'constraint',
  'conversion',
  'dependency',
  'expression',
  'invalid input',
  'invalid type',
  'mismatch type',
  'not implemented',
  'out of range',
  'parser',
  'permission',
  'serialization',
  'syntax',
]);

/**
 * Translates what the engine threw. Positions, paths and the name of the file are left out of the message.
 */
export function toFailure(error: unknown, path: string): EngineFailure {
  const detail = error instanceof Error ? error.message : String(error);
  const failure = { detail, candidates: [], broken: false };
  if (error instanceof EngineError) {
    return { ...failure, code: error.code, message: error.message };
  }
  if (error instanceof TreeRefusal) {
    return { ...failure, code: 'invalid-sql', message: error.message };
  }
  if (MEMORY_PATTERN.test(detail)) {
    return {
      ...failure,
      code: 'memory',
      message: 'The query needed more memory than the limit',
      // What a query took beyond the engine's own count is not always given back.
      broken: true,
    };
  }
  const kind = KIND_PATTERN.exec(detail)?.[1].toLowerCase() ?? '';
  if (kind === 'interrupt') {
    return {
      ...failure,
      code: 'cancelled',
      message: 'The query was cancelled',
    };
  }
  if (SQL_KINDS.has(kind)) {
    return {
      ...failure,
      code: 'invalid-sql',
      message: forPeople(detail, path),
      candidates: candidatesOf(detail, path),
    };
  }
  if (kind === 'io') {
    return { ...failure, code: 'unavailable', message: 'unreadable' };
  }
  return {
    ...failure,
    code: 'engine',
    message: 'The engine of the warehouse failed on this query',
    broken: true,
  };
}

function forPeople(detail: string, path: string): string {
  const text = withoutFile(detail, path)
    .replace(KIND_PATTERN, '')
    .split(
      /\n+LINE \d+:|\n+Candidate bindings:|\n+\s*Candidate functions:|\nDid you mean/,
    )[0]
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}

function candidatesOf(detail: string, path: string): string[] {
  const text = withoutFile(detail, path);
  const offers = /(?:Candidate bindings:|Did you mean)[^\n]*/.exec(text)?.[0];
  const names = [...(offers ?? '').matchAll(/"([^"]+)"/g)].map(([, n]) => n);
  return [...new Set(names)];
}

// The engine names its catalog after the file, and puts that before schemas now and then.
function withoutFile(text: string, path: string): string {
  const file = path.split(/[\\/]/).pop() ?? path;
  const stem = file.replace(/\.[^.]*$/, '');
  return text
    .replaceAll(path, 'the data file')
    .replaceAll(file, 'the data file')
    .replace(/"([^"]+)"/g, (quoted, name: string) => {
      const parts = name.split('.');
      return parts.length === 3 && parts[0] === stem
        ? `"${parts.slice(1).join('.')}"`
        : quoted;
    });
}
