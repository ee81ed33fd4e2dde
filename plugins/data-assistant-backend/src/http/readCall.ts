import { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import { Call } from '../access/CallerServices';

/** Who makes a request. A user's limited cookie does not count. @throws AuthenticationError */
export async function readCall(
  httpAuth: HttpAuthService,
  request: Request,
): Promise<Call> {
  const credentials = await httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  return { credentials, request };
}
