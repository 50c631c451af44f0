#!/usr/bin/env node
import { run } from './main';
import { processIo } from './process-io';

// Not process.exit: what is still on its way to a pipe would be lost.
void run(process.argv.slice(2), processIo()).then((code) => (process.exitCode = code));
