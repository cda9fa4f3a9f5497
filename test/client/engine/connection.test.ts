import { expect, test } from 'vitest';
import { Connection } from '../../../client/src/engine/connection';
import { serve } from './fake-server';

const noTunnel = () => Promise.reject(new Error('no tunnel here'));

function connectionTo(path: string): Connection {
  return new Connection({ name: 'x', source: 'context', url: '', address: { kind: 'socket', path } }, noTunnel);
}

test.each([
  ['1.41', {}, { apiVersion: '1.41', product: 'Docker' }],
  ['1.99', {}, { apiVersion: '1.51', product: 'Docker' }],
  ['1.44', { 'Libpod-Api-Version': '5.0.0' }, { apiVersion: '1.44', product: 'Podman' }],
])('an engine of API %s is spoken to in a version that both know', async (offered, headers, info) => {
  const seen: string[] = [];
  const path = await serve((request, response) => {
    seen.push(request.url ?? '');
    response.writeHead(200, { 'Api-Version': offered, ...headers });
    response.end('OK');
  });
  const connection = connectionTo(path);
  expect(await connection.ready()).toMatchObject(info);
  await connection.ping();
  expect(seen).toEqual(['/_ping', `/v${info.apiVersion}/_ping`]);
  connection.close();
});

test.each([
  ['an engine from before 1.41', { 'Api-Version': '1.40' }, 'ETOOOLD'],
  ['something else that speaks HTTP', { 'Api-Version': '' }, 'ENOTENGINE'],
])('%s is told', async (_case, headers, code) => {
  const path = await serve((_request, response) => response.writeHead(200, headers).end('OK'));
  await expect(connectionTo(path).ready()).rejects.toMatchObject({ details: { code } });
});

test('calls that come together connect once; after a close the version is agreed on anew', async () => {
  let pings = 0;
  const path = await serve((request, response) => {
    pings += Number(request.url === '/_ping');
    response.end('OK');
  });
  const connection = connectionTo(path);
  await Promise.all([connection.ready(), connection.ready(), connection.ping()]);
  expect(pings).toBe(1);
  connection.close();
  await connection.ready();
  expect(pings).toBe(2);
  connection.close();
});
