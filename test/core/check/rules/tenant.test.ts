import { LATE, PLATFORM_1_6, findings, tenant } from './support';

describe("HK4302: a tenant's host", () => {
  it.each([
    'https://acme.example',
    'acme.example/',
    'acme.example:443',
    'Acme.example',
    '*.acme.example',
    'acme_1.example',
    ' acme.example',
    '192.168.0.1',
    '.',
  ])('is no host name where it is "%s"', (host) => {
    const found = {
      pointer: '/spec/host',
      message: `The host "${host}" is not a host name.`,
      remedy: 'Write the bare name, such as "acme.example".',
      why: 'The hosts of everything in the tenant are made from it.',
      onKey: false,
    };

    expect(findings('HK4302', tenant({ host }))).toEqual([found]);
    expect(findings('HK4302', tenant({ host }), PLATFORM_1_6)).toEqual([found]);
  });

  it.each(['acme.example', 'acme', '1.acme.example', '', undefined, LATE, 3])('may be %j', (host) => {
    expect(findings('HK4302', tenant({ host }))).toEqual([]);
  });
});
