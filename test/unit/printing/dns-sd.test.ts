import { describe, expect, it } from 'vitest';
import { describeAnnouncements, makeAnnouncements, noteAnswers } from '../../../electron/host/printing/dns-sd.ts';

type Answers = Parameters<typeof noteAnswers>[1];

const announce = (type: string, name: string, port: number, texts: string[]): Answers => [
  { type: 'PTR', name: type, ttl: 4500, data: `${name}.${type}` },
  { type: 'SRV', name: `${name}.${type}`, data: { target: 'printer.local', port } },
  { type: 'TXT', name: `${name}.${type}`, data: texts.map((text) => Buffer.from(text)) },
  { type: 'A', name: 'printer.local', data: '192.0.2.7' },
];
const found = (...answers: Answers[]) => {
  const said = makeAnnouncements();
  for (const one of answers) noteAnswers(said, one);
  return describeAnnouncements(said);
};

describe('a printer that announces itself', () => {
  it('is found by what it speaks, at its address', () => {
    const texts = ['txtvers=1', 'rp=ipp/print', 'ty=Made Up 7', 'note=Hall', 'pdl=application/pdf,image/urf'];
    expect(found(announce('_ipp._tcp.local', 'Made Up 7 @ desk', 631, texts))).toEqual([
      {
        connection: { kind: 'ipp', uri: 'ipp://192.0.2.7:631/ipp/print' },
        name: 'Made Up 7 @ desk',
        detail: 'IPP · Made Up 7 · Hall',
        capabilities: null,
      },
    ]);
    const [secure] = found(announce('_ipps._tcp.local', 'One', 443, ['rp=/ipp/print', 'pdl=image/urf']));
    expect(secure).toMatchObject({
      connection: { kind: 'ipp', uri: 'ipps://192.0.2.7:443/ipp/print' },
      detail: 'IPP, encrypted · no PDF',
    });
  });

  it('is a label printer only where it says so', () => {
    const raw = '_pdl-datastream._tcp.local';
    expect(found(announce(raw, 'Label', 9100, ['ty=Zebra ZD421']))[0]?.connection).toEqual({
      kind: 'zpl',
      host: '192.0.2.7',
      port: 9100,
    });
    expect(found(announce(raw, 'Label', 9100, ['usb_CMD=ZPL,EPL']))[0]?.connection.kind).toBe('zpl');
    expect(found(announce(raw, 'Laser', 9100, ['ty=Laser 100', 'pdl=application/postscript']))).toEqual([]);
  });

  it('is left out before its place is known, and when it says goodbye', () => {
    const whole = announce('_ipp._tcp.local', 'One', 631, []);
    expect(found(whole.slice(0, 1))).toEqual([]);
    expect(found(whole, [{ type: 'PTR', name: '_ipp._tcp.local', ttl: 0, data: 'One._ipp._tcp.local' }])).toEqual([]);
    expect(found(whole.slice(0, 3))[0]?.connection).toEqual({ kind: 'ipp', uri: 'ipp://printer.local:631/ipp/print' });
  });

  it('is not confused by other services and doubled words', () => {
    expect(found(announce('_http._tcp.local', 'Web', 80, []))).toEqual([]);
    const [one] = found(announce('_ipp._tcp.local', 'One', 631, ['rp=first', 'RP=second', '', '=x']));
    expect(one?.connection).toEqual({ kind: 'ipp', uri: 'ipp://192.0.2.7:631/first' });
  });
});
