/** Escapes as the runner undoes it; a property ends at a comma or a double colon (actions/toolkit, core/command.ts). */
export const data = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
export const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
