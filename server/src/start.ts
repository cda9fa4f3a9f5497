#!/usr/bin/env node
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { CodeCache, codeCacheFolder } from './code-cache';

/** By then the first document has been checked, so that the functions which that takes are in the cache. */
const quietAfter = 3000;

const cache = new CodeCache(
  codeCacheFolder(process.env, process.platform, homedir()),
  cachedDataVersionTag().toString(16),
);
cache.load(join(__dirname, 'server-main.js'));
setTimeout(() => cache.save(), quietAfter).unref();
