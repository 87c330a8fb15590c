/** Each attack by its name, as the body of a request. */
export declare const attacks: Readonly<Record<string, string>>;
