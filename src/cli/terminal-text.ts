/** What is imported may hold what would take a terminal over. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;

/** A text as one line that is safe to print. */
export const terminalText = (text: string): string => text.replace(CONTROLS, '\ufffd');
