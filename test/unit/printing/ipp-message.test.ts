import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attributesOf,
  collectionsOf,
  decodeIpp,
  encodeIpp,
  IPP_GROUP,
  IppFormatError,
  ippCollection,
  type IppFields,
  ippInteger,
  ippKeyword,
  numbersOf,
  rangesOf,
  textsOf,
} from '../../../electron/host/printing/ipp-message.ts';

const encode = (fields: IppFields): Uint8Array =>
  encodeIpp({ version: [2, 0], code: 0x0b, requestId: 7, groups: [[IPP_GROUP.operation, fields]] });
const read = (fields: IppFields) => attributesOf(decodeIpp(encode(fields)), IPP_GROUP.operation);

describe('an IPP message', () => {
  it('is the bytes of the standard', () => {
    // RFC 8010, A.1: the first attributes of a Print-Job request.
    const bytes = encodeIpp({
      version: [1, 1],
      code: 2,
      requestId: 1,
      groups: [
        [IPP_GROUP.operation, { 'attributes-charset': { tag: 'charset', value: 'utf-8' }, copies: ippInteger(20) }],
      ],
    });
    expect(Buffer.from(bytes).toString('hex')).toBe(
      '01010002' + '00000001' + '01' +
        '47' + '0012' + Buffer.from('attributes-charset').toString('hex') + '0005' + Buffer.from('utf-8').toString('hex') +
        '21' + '0006' + Buffer.from('copies').toString('hex') + '0004' + '00000014' + '03',
    ); // prettier-ignore
  });

  it('carries collections in collections, several values, and none', () => {
    const attributes = read({
      'media-col': ippCollection({
        'media-size': ippCollection({ 'x-dimension': ippInteger(10_500), 'y-dimension': ippInteger(7400) }),
        'media-source': [ippKeyword('main'), ippKeyword('manual')],
        'left-out': [],
      }),
      empty: [],
      after: [ippInteger(-1), ippInteger(2)],
    });
    expect([...attributes.keys()]).toEqual(['media-col', 'after']);
    expect(numbersOf(attributes, 'after')).toEqual([-1, 2]);
    const media = collectionsOf(attributes, 'media-col')[0]!;
    expect([...media.keys()]).toEqual(['media-size', 'media-source']);
    expect(textsOf(media, 'media-source')).toEqual(['main', 'manual']);
    expect(numbersOf(collectionsOf(media, 'media-size')[0]!, 'y-dimension')).toEqual([7400]);
  });

  it('reads what it wrote, whatever it is', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    const name = fc.stringMatching(/^[a-z][a-z-]{0,20}$/);
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.boolean(), text)),
        (given) => {
          const fields: Record<string, IppFields[string]> = {};
          for (const [key, value] of Object.entries(given)) {
            if (typeof value === 'number') fields[key] = ippInteger(value);
            else if (typeof value === 'boolean') fields[key] = { tag: 'boolean', value };
            else fields[key] = { tag: 'text', value };
          }
          const found = Object.fromEntries([...read(fields)].map(([key, values]) => [key, values[0]]));
          expect(found).toEqual({ ...given });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reads ranges, resolutions, languages and out-of-band values of printers', () => {
    const attribute = (tag: number, key: string, value: string): string =>
      tag.toString(16) + hex16(key.length) + Buffer.from(key).toString('hex') + hex16(value.length / 2) + value;
    const message =
      '0200000000000001' + '04' +
      attribute(0x33, 'range', '000007d0' + '00005208') +
      attribute(0x32, 'resolution', '0000012c' + '0000012c' + '03') +
      attribute(0x35, 'said', '0002' + '656e' + '0002' + '6f6b') +
      attribute(0x13, 'never', '') +
      attribute(0x41, 'said', '7477696365') + '03'; // prettier-ignore
    const printer = attributesOf(decodeIpp(Buffer.from(message, 'hex')), IPP_GROUP.printer);
    expect(rangesOf(printer, 'range')).toEqual([{ lower: 2000, upper: 21_000 }]);
    expect(printer.get('resolution')).toEqual([{ across: 300, feed: 300, unit: 'inch' }]);
    expect(printer.get('never')).toEqual([null]);
    expect(textsOf(printer, 'said'), 'the first of two counts').toEqual(['ok']);
  });

  it('says of a message that breaks off anywhere that it does', () => {
    const whole = encode({
      one: ippKeyword('a'),
      two: ippCollection({ three: ippCollection({ four: [ippInteger(1), ippInteger(2)] }) }),
    });
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => decodeIpp(whole.subarray(0, length))).toThrow(IppFormatError);
    }
  });

  it('reads any bytes at all, or says that they are none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 200 }), (bytes) => {
        try {
          decodeIpp(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(IppFormatError);
        }
      }),
      { numRuns: 1000 },
    );
    // A thousand collections, one in the other.
    const deep = Buffer.concat([
      Buffer.from('020000000000000104', 'hex'),
      ...Array.from({ length: 1000 }, () => Buffer.from('34000161' + '0000' + '4a0000' + '000162', 'hex')),
    ]);
    expect(() => decodeIpp(deep)).toThrow(/nested too deeply/);
  });
});

function hex16(value: number): string {
  return value.toString(16).padStart(4, '0');
}
