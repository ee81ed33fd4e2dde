import { ModelToolCall } from '@cairn/backstage-plugin-data-assistant-node';
import { z } from 'zod/v4';
import { ToolForm } from '../tools/ToolForm';

const ISSUES_AT_MOST = 5;
const LONGEST_MESSAGE = 800;

/** What a model meant by a call: which tool with which input, or why that cannot be told. */
export type ParsedCall<Form extends ToolForm = ToolForm> =
  | { form: Form; input: unknown; problem?: undefined }
  | { problem: string };

const shorten = (text: string) => text.slice(0, LONGEST_MESSAGE);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Models write null where they mean nothing. */
function withoutNulls(value: object): object {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== null),
  );
}

function explain(error: z.ZodError): string {
  return error.issues
    .slice(0, ISSUES_AT_MOST)
    .map(({ path, message }) =>
      path.length === 0 ? message : `${path.join('.')}: ${message}`,
    )
    .join('; ');
}

/** Reads a call of a model strictly; the problem is written for the model, so that it can do better. */
export function parseCall<Form extends ToolForm>(
  call: ModelToolCall,
  forms: readonly Form[],
): ParsedCall<Form> {
  const form = forms.find(({ name }) => name === call.name);
  if (!form) {
    return {
      problem: shorten(
        `There is no tool ${JSON.stringify(
          call.name.slice(0, 64),
        )}. Call one of these: ${forms.map(({ name }) => name).join(', ')}.`,
      ),
    };
  }
  const written = call.arguments.trim() === '' ? '{}' : call.arguments;
  const value = parseJson(written);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      problem: `The arguments of ${form.name} are no JSON object. Call it again with one that fits its schema, and with line breaks and quotes inside of strings escaped.`,
    };
  }
  const parsed = form.input.safeParse(withoutNulls(value));
  return parsed.success
    ? { form, input: parsed.data }
    : {
        problem: shorten(
          `The arguments of ${form.name} do not fit its schema: ${explain(
            parsed.error,
          )}. Call it again with arguments that do.`,
        ),
      };
}
