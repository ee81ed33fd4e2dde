import { PortalReply } from './PortalReply';

/** What a refusal says. */
export function errorOf({ status, error }: PortalReply) {
  return { status, name: error.name, message: error.message };
}

/** The refusal of what cannot be read. */
export function inputError(message: unknown) {
  return { status: 400, name: 'InputError', message };
}

export function notFound(message: string) {
  return { status: 404, name: 'NotFoundError', message };
}
