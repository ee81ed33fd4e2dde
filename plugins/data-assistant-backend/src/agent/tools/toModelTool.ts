import { JsonObject } from '@backstage/types';
import { ModelTool } from '@cairn/backstage-plugin-data-assistant-node';
import { z } from 'zod/v4';
import { ToolForm } from './ToolForm';

/** A form's schema takes longer to write down than a turn does to be sent. */
const WRITTEN = new WeakMap<ToolForm, ModelTool>();

/** A tool as it is offered to a model; the same at each call. */
export function toModelTool(form: ToolForm): ModelTool {
  const written = WRITTEN.get(form) ?? write(form);
  WRITTEN.set(form, written);
  return written;
}

function write({ name, description, input }: ToolForm): ModelTool {
  const { $schema, ...parameters } = z.toJSONSchema(input, {
    io: 'input',
  }) as JsonObject;
  return { name, description, parameters };
}
