import { describe, expect, it } from 'vitest';
import { parsePort } from '../../../../server/src/syntax/values/port';
import { outcome } from './outcome';

describe('ports', () => {
  it.each<[string, object | string]>([
    ['80', { start: 80, end: 80, protocol: 'tcp', writtenProtocol: '' }],
    ['80/UDP', { protocol: 'udp', writtenProtocol: 'UDP' }],
    ['80/', { protocol: 'tcp' }],
    ['8000-8010/sctp', { start: 8000, end: 8010, protocol: 'sctp' }],
    ['0', { start: 0 }],
    ['8080:80', { start: 80, hostPort: '8080', hostIp: '' }],
    ['8000-8010:80', { start: 80, hostPort: '8000-8010' }],
    ['80-81:90-91', { start: 90, end: 91 }],
    ['127.0.0.1:8080:80', { hostIp: '127.0.0.1', hostPort: '8080' }],
    ['127.0.0.1::80', { hostIp: '127.0.0.1', hostPort: '' }],
    ['[::1]:8080:80', { hostIp: '::1' }],
    ['::1:8080:80', { hostIp: '::1' }],
    ['', 'invalid port: "": no port specified'],
    ['/tcp', 'invalid port: "/tcp": no port specified'],
    ['80:', 'invalid port: "80:": no port specified'],
    ['80/icmp', 'invalid port: "80/icmp": invalid proto: icmp'],
    ['80/tcp/udp', 'invalid port: "80/tcp/udp": invalid proto: tcp/udp'],
    ['65536', 'invalid port: "65536": invalid containerPort: 65536'],
    ['http', 'invalid port: "http": invalid containerPort: http'],
    ['81-80', 'invalid port: "81-80": invalid containerPort: 81-80'],
    ['80-', 'invalid port: "80-": invalid containerPort: 80-'],
    ['-1', 'invalid port: "-1": invalid containerPort: -1'],
    ['x:80', 'invalid port: "x:80": invalid hostPort: x'],
    ['1.2.3:1:80', 'invalid port: "1.2.3:1:80": invalid IP address: 1.2.3'],
    ['[::1:1:80', 'invalid port: "[::1:1:80": invalid IP address: [::1'],
    ['1-3:4-5', 'invalid port: "1-3:4-5": invalid ranges specified for container and host Ports: 4-5 and 1-3'],
  ])('%j', (text, expected) => {
    if (typeof expected === 'string') expect(outcome(parsePort(text))).toBe(expected);
    else expect(outcome(parsePort(text))).toMatchObject(expected);
  });
});
