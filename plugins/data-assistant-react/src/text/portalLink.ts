/**
 * The address of a link that a model wrote, when it leads to a page of this portal; empty for any other. Taken
 * apart by the browser's own parser, since what looks like a path may name another host.
 */
export function portalLink(href: string): string {
  const { origin, href: here } = window.location;
  if (!URL.canParse(href, here)) {
    return '';
  }
  const url = new URL(href, here);
  // `/.//host` is a path of this origin, and names another host once it is written down.
  return url.origin === origin && !url.pathname.startsWith('//')
    ? `${url.pathname}${url.search}${url.hash}`
    : '';
}
