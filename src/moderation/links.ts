/** The web addresses that clean HTML links to or shows pictures from, in their order. It has one way to write them. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(/ (?:href|src)="(https?:[^"]*)"/g)].map(([, address = '']) =>
    address.replaceAll('&amp;', '&'),
  );
}
