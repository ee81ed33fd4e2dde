import { until } from './until';

/** Resolves once the portal says that it has read the context whole: before that, nothing is called uncovered. */
export async function untilContextIsRead(
  baseUrl: string,
  headers: Record<string, string> = {},
): Promise<void> {
  await until('the context is read whole', async () => {
    const response = await fetch(`${baseUrl}/api/data-assistant/readiness`, {
      headers,
    });
    const { context } = await response.json();
    return context.status === 'read';
  });
}
