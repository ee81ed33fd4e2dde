/** A host that nobody has, to tell links without a host by. */
const NO_HOST = 'https://own.invalid';

/** True for a link within the portal: without a host, or with one of its origins and no name or password in it. */
export function isOwnLink(url: string, ownOrigins: readonly string[]): boolean {
  if (!URL.canParse(url, NO_HOST)) {
    return false;
  }
  const { origin, username, password } = new URL(url, NO_HOST);
  return (
    username === '' &&
    password === '' &&
    (origin === NO_HOST ? !url.includes(':') : ownOrigins.includes(origin))
  );
}
