import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeXml } from '../../../src/formats/xml/decode-xml.ts';
import { sourceOf } from '../../factories/text-source.ts';

async function decode(bytes: Uint8Array, encoding = 'utf-8', pieceBytes = 65_536): Promise<string> {
  let text = '';
  for await (const piece of decodeXml(sourceOf(bytes, 'test.xml', pieceBytes), encoding)) text += piece;
  return text;
}

const said = (name: string): string => `<?xml version="1.0" encoding='${name}'?><a>ÄÖ</a>`;

describe('decodeXml', () => {
  it.each([
    ['UTF-8', Buffer.from(said('UTF-8'))],
    ['ISO-8859-1', Buffer.from(said('ISO-8859-1'), 'latin1')],
    ['windows-1252', Buffer.from(said('windows-1252'), 'latin1')],
    ['UTF-16', Buffer.from(`\ufeff${said('UTF-16')}`, 'utf16le')],
  ])('reads what is declared as %s, however it is cut', async (name, bytes) => {
    expect(await decode(bytes)).toBe(said(name));
    expect(await decode(bytes, 'utf-8', 1)).toBe(said(name));
  });

  it('believes a byte order mark more than the declaration, and that more than the profile', async () => {
    expect(await decode(Buffer.from(`\ufeff${said('ISO-8859-1')}`))).toBe(said('ISO-8859-1'));
    expect(await decode(Buffer.from('<a>Ä</a>', 'latin1'), 'windows-1252')).toBe('<a>Ä</a>');
    expect(await decode(Buffer.from('<a>Ä</a>'), 'utf-8')).toBe('<a>Ä</a>');
  });

  it('reads UTF-16 without a mark, and gzip', async () => {
    expect(await decode(Buffer.from('<a>Ä</a>', 'utf16le'))).toBe('<a>Ä</a>');
    expect(await decode(Buffer.from('<a>Ä</a>', 'utf16le').swap16())).toBe('<a>Ä</a>');
    expect(await decode(gzipSync(Buffer.from(said('UTF-8'))))).toBe(said('UTF-8'));
  });

  it('marks bytes that the encoding does not know', async () => {
    expect(await decode(Buffer.from('<a>Ä</a>', 'latin1'))).toBe('<a>\ufffd</a>');
  });

  it('refuses an encoding that nobody knows, and an empty file', async () => {
    const unknown = { code: 'file-unreadable', message: expect.stringContaining('klingon') };
    await expect(decode(Buffer.from(said('klingon')))).rejects.toMatchObject(unknown);
    await expect(decode(Buffer.alloc(0))).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
