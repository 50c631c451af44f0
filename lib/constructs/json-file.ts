import { readFileSync } from 'node:fs';
import { quote } from '../core/json';

/**
 * The value of a JSON file.
 *
 * @param what what the file is, for the text of an error
 * @param fault makes the error that is thrown for a file that cannot be read, or is no JSON
 */
export function readJson(file: string, what: string, fault: (message: string) => Error): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw fault(`The ${what} ${quote(file)} cannot be read.`);
  }
  try {
    // Some editors begin a file with a mark of its encoding.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw fault(`The ${what} ${quote(file)} is no JSON.`);
  }
}
