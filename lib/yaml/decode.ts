import { type TextFault } from './fault';
import { Lines } from './lines';

/** The text of a file's bytes: UTF-8, or UTF-16 with a byte-order mark. A byte-order mark is dropped. */
export function decode(bytes: Uint8Array): { text: string } | { fault: TextFault } {
  const encoding = encodingOf(bytes);
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    const length = soundLength(bytes, encoding);
    const before = new TextDecoder(encoding).decode(bytes.subarray(0, length), { stream: true });
    const byte = (bytes[length] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    return {
      fault: {
        ...new Lines(before).place(before.length),
        code: 'HK1501',
        message: `The byte 0x${byte} is no ${encoding === 'utf-8' ? 'UTF-8' : 'UTF-16'} here.`,
        remedy: 'Save the file as UTF-8.',
      },
    };
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** How many bytes come before the first that is wrong, or before the character that the end cuts off. */
function soundLength(bytes: Uint8Array, encoding: string): number {
  let sound = 0;
  let broken = bytes.length + 1;
  while (broken - sound > 1) {
    const middle = (sound + broken) >> 1;
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      sound = middle;
    } catch {
      broken = middle;
    }
  }
  return sound;
}
