/** What the last part of an id calls somebody: "ann" in https://blog.example/users/@ann. */
export function nameInId(id: string): string {
  const path = id.replace(/[?#].*$/s, '');
  const parts = path.split(/[/:]/).filter((part) => part !== '');
  const last = decoded(parts.at(-1) ?? id).replace(/^@/, '');
  const [name = ''] = last.split('@');
  return [name, last].find((part) => part !== '') ?? id;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
