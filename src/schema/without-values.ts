/**
 * graphql-js repeats the value that does not fit, which may be a password. What is kept of its messages: which variable or
 * argument, the place in it, and the reason where it repeats nothing.
 */
export const withoutValues = (message: string): string =>
  message.startsWith('Variable "$') ? withoutVariable(message) : withoutLiteral(message);

const MAX_SEARCHED = 4_000;

function withoutVariable(message: string): string {
  const variable = /^Variable "(\$\w+)" got invalid value /.exec(message)?.[1];
  if (!variable) return message;
  // The value stands before the place: in a long one it is looked for again and again.
  const place =
    message.length <= MAX_SEARCHED &&
    / at "([\w.[\]]+)"; [^"]*(?:"[^"]*"[^"]*)*$/.exec(message)?.[1];
  const reason =
    /(?:Field "\w+" (?:of required type "[\w![\]]+" was not provided|is not defined by type "\w+")\.|Expected non-nullable type "[\w![\]]+" not to be null\.|Expected type "[\w![\]]+" to be an object\.|(?:Int|Float|String|Boolean|ID) cannot represent)/.exec(
      message,
    )?.[0];
  const told = reason?.endsWith('cannot represent') ? `${reason} this value.` : reason;
  return `Variable "${variable}" got an invalid value${place ? ` at "${place}"` : ''}${told ? `: ${told}` : '.'}`;
}

/**
 * What graphql-js says of values that stand in the document; each ends with the value. Where the grammar is broken, a name may
 * be a word of one that lacks its quotes.
 */
const BEFORE_VALUE: readonly RegExp[] = [
  /^(?:Argument "\w+" has invalid value)(?= )/,
  /^Expected value of type "[\w![\]]+"(?=, found )/,
  /^(?:Int|Float|String|Boolean|ID|DateTime|Enum "\w+") cannot represent (?:a )?(?:[\w-]+ ){0,6}value(?=: )/,
  /^Syntax Error: Invalid (?:number|Unicode escape sequence|character escape sequence)(?=[,:])/,
  /^Syntax Error: (?:Expected (?:"[^"]{1,20}"|[\w<>]{1,20}), found |Unexpected )(?:Name|String|BlockString|Int|Float)(?= ")/,
  /^Syntax Error: Unexpected variable(?= "\$)/,
];

function withoutLiteral(message: string): string {
  if (message.startsWith('Value "')) return withoutEnumValue(message);
  for (const before of BEFORE_VALUE) {
    const [kept] = before.exec(message) ?? [];
    if (kept !== undefined) return `${kept}.`;
  }
  return message;
}

function withoutEnumValue(message: string): string {
  const type = / does not exist in ("\w+") enum\./.exec(message)?.[1];
  return type ? `The value does not exist in ${type} enum.` : 'The value does not exist.';
}
