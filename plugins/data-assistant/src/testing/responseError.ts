import { ResponseError } from '@backstage/errors';

/** The error with which the client rejects when the backend answers so; its message holds what no reader should see. */
export async function responseError(
  status: number,
  name: string,
): Promise<ResponseError> {
  const body = JSON.stringify({
    error: { name, message: 'at /srv/app.ts:7' },
    response: { statusCode: status },
  });
  return ResponseError.fromResponse(
    new Response(body, {
      status,
      headers: { 'content-type': 'application/json' },
    }),
  );
}
