import { decode } from '../../lib/yaml/documents';

const utf16 = (text: string, mark: readonly number[], swap: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return Buffer.concat([Buffer.from(mark), swap ? bytes.swap16() : bytes]);
};

describe('the text of bytes', () => {
  it.each([
    ['UTF-8', Buffer.from('a: é\u{1f600}\n')],
    ['UTF-8 with a byte-order mark', Buffer.from('\ufeffa: é\u{1f600}\n')],
    ['UTF-16, little end first', utf16('a: é\u{1f600}\n', [0xff, 0xfe], false)],
    ['UTF-16, big end first', utf16('a: é\u{1f600}\n', [0xfe, 0xff], true)],
  ])('is decoded from %s', (_, bytes) => {
    expect(decode(bytes)).toEqual({ text: 'a: é\u{1f600}\n' });
  });

  it('is empty if there are none', () => {
    expect(decode(new Uint8Array())).toEqual({ text: '' });
  });

  it.each([
    [
      'a byte that is none',
      [0x61, 0x0a, 0xc3, 0xa9, 0xff, 0x62],
      { line: 2, column: 2, message: 'The byte 0xFF is no UTF-8 here.' },
    ],
    ['half a character in the middle', [0x61, 0xc3, 0x62], { line: 1, column: 2 }],
    ['half a character at the end', [0x61, 0xf0, 0x9f], { line: 1, column: 2 }],
    ['half a pair of UTF-16', [0xff, 0xfe, 0x61, 0x00, 0x3d, 0xd8], { line: 1, column: 2 }],
  ])('is refused where it stands: %s', (_, bytes, fault) => {
    expect(decode(Uint8Array.from(bytes))).toMatchObject({ fault: { code: 'HK1501', ...fault } });
  });
});
